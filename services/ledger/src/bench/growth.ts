import type { Database } from '@tamsui/platform/database';
import { createCheckpointStore } from '../checkpoints/checkpoint-store.ts';
import { pickUniform } from './account-picks.ts';
import { type CopyYardstick, createCopyYardstick } from './copy-yardstick.ts';
import { describeServer, fillJournal } from './fill-store.ts';
import { median } from './median.ts';
import { openBook } from './open-book.ts';
import { COPY_PAYMENTS, measureRound } from './rounds.ts';
import { createScenarios } from './scenarios.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Payments that one SQL transaction writes. */
const FILL_STEP = 1_000_000;
const FILL_AMOUNT_MINOR = 25_000n;

interface GrowthOptions {
  readonly databaseUrl: string;
  readonly database: Database;
  /** The book that grows, with its wallets; `yardstick` is a journal that stays small. */
  readonly name: string;
  readonly yardstickSchema: string;
  readonly wallets: readonly string[];
  readonly rounds: number;
  readonly paymentsPerRound: number;
  readonly say: (text: string) => void;
}

/** Fills a book's journal from `from` to `to` payments, and leaves its checkpoint behind when told to. */
export async function growBook(
  options: Pick<GrowthOptions, 'database' | 'name' | 'wallets' | 'say'>,
  payments: number,
  { checkpointed }: { readonly checkpointed: boolean },
): Promise<void> {
  const { database, name, wallets, say } = options;
  const schema = `book_${name}`;
  for (let done = 0; done < payments; done += FILL_STEP) {
    const step = Math.min(FILL_STEP, payments - done);
    await fillJournal(database, {
      schema,
      walletCount: wallets.length,
      payments: step,
      amountMinor: FILL_AMOUNT_MINOR,
    });
    if (checkpointed) await createCheckpointStore(database, schema).catchUp();
    say(`filled ${((done + step) / 1e6).toFixed(1)} of ${(payments / 1e6).toFixed(1)} million payments`);
  }
}

/** What a posting costs on this book, in postings of the yardstick: a machine that drifts moves both. */
export async function measureCost(options: GrowthOptions): Promise<number> {
  const { databaseUrl, wallets, rounds, paymentsPerRound, database } = options;
  const pick = pickUniform(wallets.length, createSeededRandom(2));
  const { pid: backendPid } = await describeServer(database);
  const yardstick: CopyYardstick = await createCopyYardstick({
    databaseUrl,
    schema: options.yardstickSchema,
    pick,
  });
  const { book, close } = await openBook(databaseUrl, options.name);
  try {
    const scenarios = createScenarios(wallets, paymentsPerRound).slice(0, 1);
    const deps = { writer: book.writer, yardstick, database, backendPid };
    // The first round loads the accounts into memory, and counts for nothing.
    await measureRound(deps, scenarios, 0);
    const costs: number[] = [];
    for (let number = 0; number < rounds; number += 1) {
      const round = await measureRound(deps, scenarios, number);
      costs.push((round.get(COPY_PAYMENTS)?.perSecond ?? 0) / (round.get('uniform')?.perSecond ?? 0));
    }
    return median(costs);
  } finally {
    await close();
    await yardstick.close();
  }
}
