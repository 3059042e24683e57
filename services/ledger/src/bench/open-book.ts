import { setTimeout as delay } from 'node:timers/promises';
import { MEMORY_LIMITS } from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import { systemClock } from '@tamsui/platform/clock';
import { createDatabase, type Database } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { type Book, createBook } from '../books/book.ts';
import type { LedgerConfig } from '../config.ts';

const READY_WITHIN_MS = 300_000;
const LOOK_AGAIN_MS = 5;
const CONNECTIONS = 5;
const FILL_STATEMENT_TIMEOUT_MS = 1_800_000;

export interface OpenBook {
  readonly book: Book;
  readonly database: Database;
  close(): Promise<void>;
}

const benchLogger = () => createLogger('ledger-bench', 'warn');

const databaseOptions = (connectionString: string) => ({
  connectionString,
  applicationName: 'tamsui-ledger-bench',
  poolSize: CONNECTIONS,
  logger: benchLogger(),
});

/** With the ledger's own time limits. */
export const benchDatabase = (databaseUrl: string): Database => createDatabase(databaseOptions(databaseUrl));

/** For filling tables: an index over 50 million rows takes minutes. */
export const patientDatabase = (databaseUrl: string): Database =>
  createDatabase({ ...databaseOptions(databaseUrl), statementTimeoutMs: FILL_STATEMENT_TIMEOUT_MS });

/** The settings of a ledger that nobody reaches over HTTP. */
function ledgerConfig(databaseUrl: string): LedgerConfig {
  return {
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: CONNECTIONS,
    LOG_LEVEL: 'warn',
    CITY_TIME_ZONE: 'Asia/Taipei',
    LEDGER_API_TOKEN: 'nobody-listens-here-yet',
    LEDGER_BOOKS: ['main'],
    LEDGER_ACCOUNTS_IN_MEMORY: MEMORY_LIMITS.accounts,
  };
}

/** A book with its writer as in the ledger's own process, leading and ready for commands. */
export async function openBook(databaseUrl: string, name: string): Promise<OpenBook> {
  const config = ledgerConfig(databaseUrl);
  const database = benchDatabase(databaseUrl);
  const metrics = createMetrics('ledger');
  const book = createBook({ name, config, database, clock: systemClock, logger: benchLogger(), metrics });
  book.writer.start();
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!book.writer.isLeading()) {
    invariant(performance.now() < deadline, `book ${name} leads within ${READY_WITHIN_MS} ms`);
    await delay(LOOK_AGAIN_MS);
  }
  const close = async (): Promise<void> => {
    await book.writer.stop();
    await database.destroy();
  };
  return { book, database, close };
}
