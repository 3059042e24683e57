import type { SeedResult } from '../simulate-seed.ts';

/** A seed that found something, with the first thing that it found. */
export interface Failure {
  readonly seed: number;
  readonly step: number;
  readonly difference: string;
}

/** Sums over seeds. */
export interface Totals {
  seeds: number;
  /** Commands that callers meant; each was sent as often as it took. */
  operations: number;
  answers: number;
  entries: number;
  commits: number;
  takeovers: number;
  /** What was done to the ledger, by kind. */
  readonly faults: Record<string, number>;
  violations: number;
  /** The first few. */
  readonly failures: Failure[];
}

/** Failures that are told; more would say the same. */
export const MAX_FAILURES = 5;

export function createTotals(): Totals {
  const sums = { seeds: 0, operations: 0, answers: 0, entries: 0, commits: 0, takeovers: 0, violations: 0 };
  return { ...sums, faults: {}, failures: [] };
}

export function addSeed(totals: Totals, result: SeedResult): void {
  totals.seeds += 1;
  totals.operations += result.commands;
  totals.answers += result.answers;
  totals.entries += result.entries;
  totals.commits += result.commits;
  totals.takeovers += result.takeovers;
  for (const [kind, count] of Object.entries(result.faults))
    totals.faults[kind] = (totals.faults[kind] ?? 0) + count;
  const [first] = result.findings;
  if (first === undefined) return;
  totals.violations += 1;
  if (totals.failures.length < MAX_FAILURES)
    totals.failures.push({ seed: result.seed, step: first.step, difference: first.text });
}
