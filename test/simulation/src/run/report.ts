import type { Totals } from './totals.ts';

/** What a run of many seeds came to, for people. */
export function reportOf(totals: Totals, seconds: number): string {
  const { seeds, operations, answers, entries, commits, takeovers, faults, violations, failures } = totals;
  const lines = [
    `${count(seeds)} ${seeds === 1 ? 'seed' : 'seeds'} in ${seconds.toFixed(1)} s`,
    `${count(operations)} operations, ${count(answers)} answers, ${count(entries)} entries in ${count(commits)} commits`,
    `${count(takeovers)} takeovers`,
    `${count(sum(Object.values(faults)))} faults`,
    ...Object.entries(faults)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, times]) => `  ${count(times).padStart(9)}  ${kind}`),
    ...failures.map(
      ({ seed, step, difference }) =>
        `VIOLATION in seed ${seed} at step ${step}: ${difference}\n  again: npm run simulate -- --seed ${seed} --trace`,
    ),
    `${count(violations)} violations`,
  ];
  return lines.join('\n');
}

const count = (value: number): string => value.toLocaleString('en-US');
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
