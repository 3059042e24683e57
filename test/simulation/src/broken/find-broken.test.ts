import { expect, it } from 'vitest';
import { findOne, MAX_SEEDS_A_VARIANT } from './find-broken.ts';
import { BROKEN } from './variants.ts';

const names = Object.keys(BROKEN);

it('there are at least 25 ways in which the ledger is broken on purpose', () => {
  expect(names.length).toBeGreaterThanOrEqual(25);
});

it.each(names)(`finds within ${MAX_SEEDS_A_VARIANT} seeds that %s`, async (name) => {
  const { seed, difference } = await findOne(name);
  expect(seed, difference).toBeDefined();
});
