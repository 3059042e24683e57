import { pickUniform } from './account-picks.ts';
import type { BenchConfig } from './config.ts';
import { createCopyYardstick } from './copy-yardstick.ts';
import { describeServer } from './fill-store.ts';
import { openBook } from './open-book.ts';
import { type Measured, ratiosOfRounds, reportRounds } from './report.ts';
import { measureRound, type Round } from './rounds.ts';
import { createScenarios } from './scenarios.ts';
import { createSeededRandom } from './seeded-random.ts';
import { settleCity } from './settle-city.ts';

interface BookFigures {
  readonly ratioToCopy: number;
  readonly ratioToCopyOfPostingsAlone: number;
  readonly hotToUniform: number;
  /** What the journal's tables and indexes grew by, for each payment without a code. */
  readonly bytesPerEntry: number;
  readonly measured: readonly Measured[];
}

/** Posts on book `name` and copies into the journal of `yardstickSchema`, side by side. */
export async function measureBook(
  config: BenchConfig,
  { name, yardstickSchema }: { readonly name: string; readonly yardstickSchema: string },
  say: (text: string) => void,
): Promise<BookFigures> {
  const random = createSeededRandom(4);
  const yardstick = await createCopyYardstick({
    databaseUrl: config.DATABASE_URL,
    schema: yardstickSchema,
    pick: pickUniform(config.BENCH_WALLETS, random),
  });
  const { book, database, close } = await openBook(config.DATABASE_URL, name);
  try {
    const { wallets } = await settleCity(book.writer, config.BENCH_WALLETS);
    say(`opened ${wallets.length} wallets`);
    const { pid: backendPid } = await describeServer(database);
    const scenarios = createScenarios(wallets, config.BENCH_PAYMENTS);
    const schemas = { book: book.schema, yardstick: yardstickSchema };
    const deps = { writer: book.writer, yardstick, database, schemas, backendPid };
    const rounds: Round[] = [];
    for (let number = 0; number < config.BENCH_ROUNDS; number += 1) {
      rounds.push(await measureRound(deps, scenarios, number));
      say(
        `round ${number + 1} of ${config.BENCH_ROUNDS}: ${JSON.stringify(ratiosOfRounds(rounds.slice(-1)))}`,
      );
    }
    return { ...ratiosOfRounds(rounds), measured: reportRounds(rounds) };
  } finally {
    await close();
    await yardstick.close();
  }
}
