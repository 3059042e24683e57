import type { FuzzRequest } from './compose-request.ts';
import type { FuzzAnswer } from './send-request.ts';

/** Further ones are only counted. */
const MAX_FINDINGS = 50;
const MAX_TEXT_LENGTH = 2_000;
const MAX_ENDS_SHOWN = 30;

/** An answer that is wrong, with the request that led to it. */
export interface Finding {
  readonly number: number;
  readonly wrong: string;
  readonly operation: string;
  readonly kind: string;
  readonly caller: string;
  readonly request: string;
  readonly answer: string;
  /** What the service wrote about it. */
  readonly logged: readonly string[];
}

type Counts = Readonly<Record<string, number>>;

export interface FuzzReport {
  readonly seed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly statuses: Counts;
  readonly kinds: Counts;
  /** Of each kind of caller. */
  readonly callers: Counts;
  /** Of each operation, how often it was answered with which status. */
  readonly byOperation: Readonly<Record<string, Counts>>;
  /** Operations that were answered with a success at least once, and all of them. */
  readonly succeeded: number;
  readonly operations: number;
  readonly neverSucceeded: readonly string[];
  /** Why stories ended early, the most frequent reasons first. */
  readonly storiesOver: Counts;
  readonly slowestMs: number;
  readonly slowest: string;
  /** Why the run ended before its time; null when it did not. */
  readonly brokenOff: string | null;
  readonly wrong: number;
  readonly findings: readonly Finding[];
}

export interface Tally {
  count(request: FuzzRequest, answer: FuzzAnswer, wrong: string | undefined): void;
  storyOver(reason: string): void;
  /** The run could not go on: what was found until then counts all the same. */
  brokeOff(error: unknown): void;
  /** How many were counted. */
  sent(): number;
  report(seed: number, operations: readonly string[]): FuzzReport;
}

export interface TallyOptions {
  /** What a service wrote about a request. */
  logOf?(requestId: string): readonly string[];
  onProgress?(requests: number, wrong: number): void;
}

const PROGRESS_EVERY = 5_000;

export function createTally({ logOf, onProgress }: TallyOptions = {}): Tally {
  const statuses = new Map<string, number>();
  const kinds = new Map<string, number>();
  const callers = new Map<string, number>();
  const ends = new Map<string, number>();
  const byOperation = new Map<string, Map<string, number>>();
  const findings: Finding[] = [];
  const startMs = performance.now();
  let requests = 0;
  let wrongs = 0;
  let brokenOff: string | null = null;
  let slowest = { tookMs: 0, operation: 'none' };

  function countOperation({ operation: { id } }: FuzzRequest, { status, tookMs }: FuzzAnswer): void {
    const counts = byOperation.get(id) ?? new Map<string, number>();
    byOperation.set(id, counts);
    add(counts, String(status));
    if (tookMs > slowest.tookMs) slowest = { tookMs, operation: id };
  }

  function hasSucceeded(id: string): boolean {
    return [...(byOperation.get(id)?.keys() ?? [])].some((status) => status.startsWith('2'));
  }

  return {
    count: (request, answer, wrong) => {
      requests += 1;
      add(statuses, String(answer.status));
      add(kinds, request.kind);
      add(callers, request.caller.name);
      countOperation(request, answer);
      if (wrong !== undefined) {
        wrongs += 1;
        const found = () => findingOf(requests, request, answer, wrong, logOf);
        if (findings.length < MAX_FINDINGS) findings.push(found());
      }
      if (requests % PROGRESS_EVERY === 0) onProgress?.(requests, wrongs);
    },
    storyOver: (reason) =>
      add(ends, reason.replaceAll(/[a-z]{3}_[0-9a-z]{26,}|"detail".*/g, '…').slice(0, 160)),
    brokeOff: (error) => {
      brokenOff = error instanceof Error ? (error.stack ?? error.message) : String(error);
    },
    sent: () => requests,
    report: (seed, operations) => {
      const neverSucceeded = operations.filter((id) => !hasSucceeded(id));
      return {
        seed,
        requests,
        seconds: (performance.now() - startMs) / 1_000,
        statuses: sorted(statuses),
        kinds: sorted(kinds),
        callers: sorted(callers),
        byOperation: Object.fromEntries([...byOperation].map(([id, counts]) => [id, sorted(counts)])),
        succeeded: operations.length - neverSucceeded.length,
        operations: operations.length,
        neverSucceeded,
        storiesOver: Object.fromEntries([...ends].sort(([, a], [, b]) => b - a).slice(0, MAX_ENDS_SHOWN)),
        slowestMs: Math.round(slowest.tookMs),
        slowest: slowest.operation,
        brokenOff,
        wrong: wrongs,
        findings,
      };
    },
  };
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function findingOf(
  number: number,
  request: FuzzRequest,
  answer: FuzzAnswer,
  wrong: string,
  logOf: TallyOptions['logOf'],
): Finding {
  return {
    number,
    wrong,
    operation: request.operation.id,
    kind: request.kind,
    caller: request.caller.name,
    request: asText(request),
    answer: `${answer.status} ${answer.text.slice(0, MAX_TEXT_LENGTH)}`,
    logged: logOf?.(requestIdOf(answer.text)) ?? [],
  };
}

/** Without an id, what the service wrote when it ended: an answer that did not come may be its last word. */
function requestIdOf(answer: string): string {
  return /req_[0-9a-f]{32}/.exec(answer)?.[0] ?? '"level":60';
}

/** The request as it went out, to send it again by hand. */
function asText({ method, path, headers, body }: FuzzRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 200)}`);
  return [
    `${method} ${path}`,
    ...lines,
    '',
    JSON.stringify(body.toString('utf8').slice(0, MAX_TEXT_LENGTH)),
  ].join('\n');
}

/** What a run came to, for people. */
export function textOf(report: FuzzReport): string {
  const { requests, seconds, succeeded, operations, neverSucceeded } = report;
  const again = `npm run fuzz -- --seed ${report.seed} --requests ${requests}`;
  return [
    ...Object.entries(report.byOperation).map(([id, counts]) => `${id.padEnd(36)} ${countsText(counts)}`),
    `${count(requests)} requests in ${seconds.toFixed(1)} s, seed ${report.seed}`,
    `by status: ${countsText(report.statuses)}`,
    `by kind: ${countsText(report.kinds)}`,
    `by caller: ${countsText(report.callers)}`,
    `${succeeded} of ${operations} operations did what they are for at least once`,
    ...(neverSucceeded.length === 0 ? [] : [`never: ${neverSucceeded.join(', ')}`]),
    `the slowest answer took ${count(report.slowestMs)} ms (${report.slowest})`,
    ...report.findings.map((found) => findingText(found, again)),
    ...(report.brokenOff === null ? [] : [`BROKEN OFF: ${report.brokenOff}`]),
    `${count(report.wrong)} wrong answers`,
  ].join('\n');
}

function countsText(counts: Counts): string {
  return Object.entries(counts)
    .map(([name, times]) => `${name} ${count(times)}`)
    .join(' · ');
}

function findingText(found: Finding, again: string): string {
  const logged = found.logged.map((line) => `  ${line.slice(0, MAX_TEXT_LENGTH)}\n`).join('');
  return `WRONG ${found.operation} (${found.kind}, ${found.caller}): ${found.wrong}\n${found.request}\n→ ${found.answer}\n${logged}  again: ${again}, request ${found.number}\n`;
}

const count = (value: number): string => value.toLocaleString('en-US');
