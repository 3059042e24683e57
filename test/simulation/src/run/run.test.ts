import { expect, it } from 'vitest';
import { BROKEN } from '../broken/variants.ts';
import { type SeedResult, simulateSeed } from '../simulate-seed.ts';
import { parseOptions } from './options.ts';
import { reportOf } from './report.ts';
import { addSeed, createTotals } from './totals.ts';

it('a failure names the seed, the step, the difference and the way to see it again', async () => {
  const parts = BROKEN['the reply leaves before the commit']?.();
  const result = await simulateSeed(1, parts === undefined ? {} : { parts });
  const totals = createTotals();
  addSeed(totals, result);
  expect(totals).toMatchObject({ seeds: 1, violations: 1 });
  const report = reportOf(totals, 1);
  expect(report).toMatch(
    /^VIOLATION in seed 1 at step \d+: command .* was answered before batch 1 was durable$/m,
  );
  expect(report).toContain('npm run simulate -- --seed 1 --trace');
});

it('a failing seed fails in the same way every time', async () => {
  const play = (): Promise<SeedResult> => {
    const parts = BROKEN['an update of a balance is lost']?.();
    return simulateSeed(1, parts === undefined ? {} : { parts });
  };
  const first = await play();
  expect(first.findings.length).toBeGreaterThan(0);
  expect(await play()).toEqual(first);
});

it('one seed is asked for by its number, many by their count', () => {
  expect(parseOptions(['--seed', '7'])).toMatchObject({ firstSeed: 7, seeds: 1 });
  expect(parseOptions(['--seeds', '20', '--seed', '7'])).toMatchObject({ firstSeed: 7, seeds: 20 });
  expect(parseOptions([])).toMatchObject({ firstSeed: 1, seeds: 1_000 });
});

it.each([['--seeds', '0'], ['--seed', 'x'], ['--speed', '1'], ['--seeds', '1e3'], ['7']])(
  'does not understand %s %s',
  (...words) => {
    expect(parseOptions(words.filter((word) => word !== undefined))).toBeUndefined();
  },
);
