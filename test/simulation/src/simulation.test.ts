import { expect, it } from 'vitest';
import { addSeed, createTotals } from './run/totals.ts';
import { simulateSeed } from './simulate-seed.ts';

const SEEDS = 100;

it(`finds nothing wrong in ${SEEDS} seeds, in which every kind of fault has happened`, {
  timeout: 120_000,
}, async () => {
  const totals = createTotals();
  for (let seed = 1; seed <= SEEDS; seed += 1) addSeed(totals, await simulateSeed(seed));
  expect(totals.failures).toEqual([]);
  expect(Object.keys(totals.faults).sort()).toEqual([
    'clock: back',
    'clock: midnight',
    'clock: minutes',
    'clock: month end',
    'process: crash',
    'process: lead lost, goes on for a while',
    'process: stop',
    'read: failed',
    'read: slow',
    'reply: doubled',
    'reply: late',
    'reply: lost',
    'request: doubled',
    'request: late',
    'request: lost',
    'write: done, answer lost',
    'write: given up, then done',
    'write: lost with its process',
    'write: not done',
    'write: overtaken',
    'write: slow',
  ]);
  expect(totals.takeovers).toBeGreaterThan(SEEDS);
});

it('plays a seed the same way every time, and another seed otherwise', async () => {
  const traces: string[][] = [[], []];
  const play = (n: number) => simulateSeed(7, { trace: (line) => traces[n]?.push(line) });
  const [first, again, other] = [await play(0), await play(1), await simulateSeed(8)];
  expect(traces[0]?.length).toBeGreaterThan(500);
  expect(traces[1]).toEqual(traces[0]);
  expect(again).toEqual(first);
  expect(other.logHash).not.toBe(first.logHash);
});
