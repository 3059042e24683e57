import { rounded } from './payments/percentile.ts';
import type { StepFigures } from './payments/step-figures.ts';
import type { AgainstResult } from './payments-against.ts';
import { aligned } from './print-table.ts';

/** How two checkouts compare, for a reader. */
export function againstTableOf(result: AgainstResult): string {
  const { hereToThere, lowest, highest, measured, p99MsAtHalfRate, halfRatePerSecond } = result;
  const rows = [
    ['', 'rate', 'p99', `p99 at ${halfRatePerSecond}/s`, 'CPU ms/1,000'],
    rowOf('here', measured.here, p99MsAtHalfRate.here),
    rowOf('there', measured.there, p99MsAtHalfRate.there),
  ];
  return [
    `here to there: ${hereToThere} (${lowest} to ${highest} in ${result.settings.pairs} pairs)`,
    aligned(rows),
    `there: ${result.against}`,
  ].join('\n\n');
}

function rowOf(name: string, step: StepFigures | undefined, p99MsAtHalfRate: number): string[] {
  const cpu = Object.entries(step?.cpuMsPerThousand ?? {}).map(([of, used]) => `${of} ${Math.round(used)}`);
  const rate = `${Math.round(step?.perSecond ?? Number.NaN)}/s`;
  return [name, rate, `${rounded(step?.p99Ms ?? Number.NaN, 1)} ms`, `${p99MsAtHalfRate} ms`, cpu.join(', ')];
}
