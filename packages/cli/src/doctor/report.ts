import { widthOf } from '../human/table.ts';
import type { JsonObject } from '../output.ts';
import { type Finding, STATUSES, type Status } from './finding.ts';

const SHOWN_AS: Readonly<Record<Status, string>> = {
  ok: 'ok',
  warning: 'warning',
  broken: 'BROKEN',
  skipped: 'skipped',
};
const STATUS_WIDTH = 8;

/** True while nothing is broken: warnings are for when there is time. */
export function isHealthy(findings: readonly Finding[]): boolean {
  return findings.every(({ status }) => status !== 'broken');
}

export function reportToJson(findings: readonly Finding[]): JsonObject {
  return { healthy: isHealthy(findings), counts: countsOf(findings), findings };
}

/** One line for each finding, what to do below it, and the sum at the end. */
export function reportToText(findings: readonly Finding[]): string {
  const nameWidth = Math.max(...findings.map(({ check }) => widthOf(check)));
  const lines = findings.flatMap(({ status, check, message, todo }) => {
    const line = `${SHOWN_AS[status].padEnd(STATUS_WIDTH)}${check.padEnd(nameWidth)}  ${message}`;
    const indent = ' '.repeat(STATUS_WIDTH + nameWidth);
    return todo === undefined ? [line] : [line, `${indent}  → ${todo}`];
  });
  const { broken, warning } = countsOf(findings);
  const sum =
    broken > 0
      ? `${broken} broken, ${warning} to look at.`
      : warning > 0
        ? `Nothing is broken; ${warning} to look at.`
        : 'Everything that was looked at is well.';
  return [...lines, '', sum].join('\n');
}

function countsOf(findings: readonly Finding[]): Record<Status, number> {
  const count = (wanted: Status) => findings.filter(({ status }) => status === wanted).length;
  return Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as Record<Status, number>;
}
