import type { Database } from '@tamsui/platform/database';
import type { BookWriter } from '../books/book-writer.ts';
import { createCheckpointStore } from '../checkpoints/checkpoint-store.ts';
import type { CopyYardstick } from './copy-yardstick.ts';
import { describeServer, fillJournal, tidyJournal, withIndexesAfterwards } from './fill-store.ts';
import { median } from './median.ts';
import { openBook } from './open-book.ts';
import { pay } from './payment-commands.ts';
import { COPY_PAYMENTS, measureRound } from './rounds.ts';
import { createScenarios } from './scenarios.ts';
import { createSeededRandom } from './seeded-random.ts';
import { inGroups } from './settle-city.ts';
import { submitAll } from './submit-all.ts';

/** Payments that one SQL transaction writes. */
const FILL_STEP = 1_000_000;
const FILL_AMOUNT_MINOR = 25_000n;

interface GrowthOptions {
  readonly databaseUrl: string;
  /** Patient enough for the fill. */
  readonly database: Database;
  /** The book that grows, with its wallets. */
  readonly name: string;
  /** Copies into a journal that stays small. */
  readonly yardstick: CopyYardstick;
  readonly yardstickSchema: string;
  readonly wallets: readonly string[];
  readonly rounds: number;
  readonly paymentsPerRound: number;
  readonly say: (text: string) => void;
}

/** Adds payments to a book's journal. Its checkpoints stay behind, unless they shall follow. */
export async function growBook(
  options: Pick<GrowthOptions, 'database' | 'name' | 'wallets' | 'say'>,
  payments: number,
  { checkpointed }: { readonly checkpointed: boolean },
): Promise<void> {
  const { database, name, wallets, say } = options;
  const schema = `book_${name}`;
  await withIndexesAfterwards(database, schema, async () => {
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
  });
  await tidyJournal(database, schema);
}

/** What a posting costs on this book, in postings of the yardstick: a machine that drifts moves both. */
export async function measureCost(options: GrowthOptions): Promise<number> {
  const { databaseUrl, wallets, rounds, paymentsPerRound, database, yardstick } = options;
  const { pid: backendPid } = await describeServer(database);
  const { book, close } = await openBook(databaseUrl, options.name);
  try {
    const scenarios = createScenarios(wallets, paymentsPerRound).slice(0, 1);
    const schemas = { book: book.schema, yardstick: options.yardstickSchema };
    const deps = { writer: book.writer, yardstick, database, schemas, backendPid };
    await touchAll(book.writer, wallets);
    const costs: number[] = [];
    for (let number = 0; number < rounds; number += 1) {
      const round = await measureRound(deps, scenarios, number);
      costs.push((round.get(COPY_PAYMENTS)?.perSecond ?? 0) / (round.get('uniform')?.perSecond ?? 0));
    }
    return median(costs);
  } finally {
    await close();
  }
}

const GROUP_SIZE = 1_000;
const CALLERS = 3;

/** Loads every account into memory: what is compared afterwards is the cost of postings, not of the first look. */
async function touchAll(writer: BookWriter, wallets: readonly string[]): Promise<void> {
  let payer = -2;
  const pick = (): readonly [number, number] => {
    payer += 2;
    return [payer, payer + 1];
  };
  const random = createSeededRandom(5);
  const payments = Array.from({ length: wallets.length / 2 }, () => pay({ wallets, pick, random }));
  await submitAll(writer, inGroups(payments, GROUP_SIZE), CALLERS);
}
