import type { PostCommand } from '@tamsui/ledger-client';
import { type PickPair, pickHot, pickUniform, pickZipf } from './account-picks.ts';
import { pay } from './payment-commands.ts';
import { createSeededRandom } from './seeded-random.ts';
import { inGroups } from './settle-city.ts';

export interface Scenario {
  readonly name: string;
  readonly batchSize: number;
  /** Payments in one round. */
  readonly payments: number;
  /** The groups of one round; each becomes one batch. */
  nextGroups(): PostCommand[][];
}

/** Every scenario of one book, always the same accounts in the same order. */
export function createScenarios(wallets: readonly string[], paymentsPerRound: number): Scenario[] {
  const random = createSeededRandom(1);
  const uniform = pickUniform(wallets.length, random);
  const scenario = (
    name: string,
    pick: PickPair,
    batchSize: number,
    share = 1,
    withOnce = false,
  ): Scenario => {
    const payments = Math.max(batchSize, Math.round((paymentsPerRound * share) / batchSize) * batchSize);
    const next = () => pay({ wallets, pick, random, withOnce });
    return {
      name,
      batchSize,
      payments,
      nextGroups: () => inGroups(Array.from({ length: payments }, next), batchSize),
    };
  };
  return [
    scenario('uniform', uniform, 1_000),
    scenario('zipf 1.0', pickZipf(wallets.length, 1, random), 1_000),
    scenario('zipf 2.0', pickZipf(wallets.length, 2, random), 1_000),
    scenario('hot account', pickHot(wallets.length, random), 1_000),
    scenario('uniform with once', uniform, 1_000, 1, true),
    // Smaller batches are slower, so fewer payments take the same time.
    scenario('batches of 100', uniform, 100, 1 / 2),
    scenario('batches of 20', uniform, 20, 1 / 5),
    scenario('batches of 1', uniform, 1, 1 / 50),
  ];
}
