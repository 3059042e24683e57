import { cpus, totalmem } from 'node:os';
import { readBenchConfig } from './config.ts';
import { describeServer } from './fill-store.ts';
import { measureAge } from './measure-age.ts';
import { measureBook } from './measure-book.ts';
import { measureMemory } from './measure-memory.ts';
import { benchDatabase } from './open-book.ts';
import { peakMemoryMib } from './process-costs.ts';

/**
 * Measures the ledger's own path, without HTTP, on the books `bench`, `aged`, `wide` and `yardstick` of a migrated database
 * that is thrown away afterwards. Prints one JSON object on stdout, and how far it is on stderr.
 */
const config = readBenchConfig();
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const database = benchDatabase(config.DATABASE_URL);
const { version } = await describeServer(database);
await database.destroy();

const book = await measureBook(config, { name: 'bench', yardstickSchema: 'book_yardstick' }, say);
const peakRssMib = peakMemoryMib();
const age = await measureAge(config, { name: 'aged', yardstickSchema: 'book_yardstick2' }, say);

const memory =
  config.BENCH_ACCOUNTS_ON_DISK === 0
    ? null
    : await measureMemory({
        databaseUrl: config.DATABASE_URL,
        name: 'wide',
        port: config.BENCH_PORT,
        accounts: config.BENCH_ACCOUNTS_ON_DISK,
        say,
      });

const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGib: Math.round(totalmem() / 2 ** 30),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  postgres: version,
};
const settings = {
  wallets: config.BENCH_WALLETS,
  paymentsPerRound: config.BENCH_PAYMENTS,
  rounds: config.BENCH_ROUNDS,
};
process.stdout.write(`${JSON.stringify({ machine, settings, ...book, ...age, peakRssMib, memory })}\n`);
