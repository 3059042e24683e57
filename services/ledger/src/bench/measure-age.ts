import { pickUniform } from './account-picks.ts';
import type { BenchConfig } from './config.ts';
import { createCopyYardstick } from './copy-yardstick.ts';
import { growBook, measureCost } from './growth.ts';
import { openBook, patientDatabase } from './open-book.ts';
import { rounded } from './report.ts';
import { measureRestart } from './restart.ts';
import { createSeededRandom } from './seeded-random.ts';
import { settleCity } from './settle-city.ts';

interface AgeFigures {
  /** The longer of the two times below. */
  readonly restartSeconds: number;
  readonly restart: {
    readonly entries: number;
    readonly withoutCheckpointSeconds: number;
    readonly afterKillSeconds: number;
  };
  /** Cost of a posting with many behind it, in proportion to the cost with `restart.entries` behind it. */
  readonly growth: { readonly from: number; readonly to: number; readonly ratio: number } | null;
}

/**
 * Every round begins with a checkpoint, after which a page is logged whole when it is touched first. A large journal has
 * more pages to touch, so a short round would count little else; a day's checkpoints are millions of payments apart.
 */
const ROUNDS_IN_ONE = 2;

/** What becomes of a book with a long journal: how soon its process is back, and what a posting then costs. */
export async function measureAge(
  config: BenchConfig,
  { name, yardstickSchema }: { readonly name: string; readonly yardstickSchema: string },
  say: (text: string) => void,
): Promise<AgeFigures> {
  const databaseUrl = config.DATABASE_URL;
  const wallets = await openWallets(config, name);
  const database = patientDatabase(databaseUrl);
  const yardstick = await createCopyYardstick({
    databaseUrl,
    schema: yardstickSchema,
    pick: pickUniform(wallets.length, createSeededRandom(2)),
  });
  const book = { database, name, wallets, say };
  try {
    const entries = config.BENCH_RESTART_ENTRIES;
    await growBook(book, entries, { checkpointed: false });
    const restart = await measureRestart({ databaseUrl, name, wallets, port: config.BENCH_PORT });
    say(`restart: ${JSON.stringify(restart)}`);
    const restartSeconds = rounded(Math.max(restart.withoutCheckpointSeconds, restart.afterKillSeconds));
    const ages = { restartSeconds, restart: { entries, ...restart } };
    const grown = config.BENCH_GROWN_POSTINGS;
    if (grown <= entries) return { ...ages, growth: null };

    const cost = () =>
      measureCost({
        ...book,
        databaseUrl,
        yardstick,
        yardstickSchema,
        rounds: config.BENCH_ROUNDS,
        paymentsPerRound: ROUNDS_IN_ONE * config.BENCH_PAYMENTS,
      });
    const young = await cost();
    await growBook(book, grown - entries, { checkpointed: true });
    const old = await cost();
    return { ...ages, growth: { from: entries, to: grown, ratio: rounded(old / young) } };
  } finally {
    await yardstick.close();
    await database.destroy();
  }
}

async function openWallets(config: BenchConfig, name: string): Promise<readonly string[]> {
  const { book, close } = await openBook(config.DATABASE_URL, name);
  try {
    return (await settleCity(book.writer, config.BENCH_WALLETS)).wallets;
  } finally {
    await close();
  }
}
