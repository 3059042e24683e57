import { systemClock } from '@tamsui/platform/clock';
import { createDatabase } from '@tamsui/platform/database';
import { listen } from '@tamsui/platform/http';
import { createLogger, type Logger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import type { Stoppable } from '@tamsui/platform/shutdown';
import { createLedgerApp } from './app.ts';
import { type Book, createBook } from './books/book.ts';
import type { LedgerConfig } from './config.ts';
import { startHoldSweeper } from './holds/hold-sweeper.ts';
import { createHoldSweep } from './holds/sweep-expired-holds.ts';

interface Ledger {
  readonly url: string;
  readonly logger: Logger;
  /** In the order in which they are to be stopped. */
  readonly parts: readonly Stoppable[];
}

/** Connects everything and starts it. */
export async function compose(config: LedgerConfig): Promise<Ledger> {
  const logger = createLogger('ledger', config.LOG_LEVEL);
  const metrics = createMetrics('ledger');
  const database = createDatabase({
    connectionString: config.DATABASE_URL,
    applicationName: 'tamsui-ledger',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
  });
  const books = new Map<string, Book>();
  for (const name of config.LEDGER_BOOKS) {
    books.set(name, createBook({ name, config, database, clock: systemClock, logger, metrics }));
  }
  const app = createLedgerApp({ books, database, logger, metrics, token: config.LEDGER_API_TOKEN });
  const server = await listen(app, config.HOST, config.PORT);
  for (const book of books.values()) book.writer.start();
  // Whoever waits for news is answered at once, or the server would wait for them.
  const readers = {
    name: 'feed readers',
    stop: async () => {
      for (const book of books.values()) book.writer.commits.close();
    },
  };
  const writers = [...books.values()].map((book) => ({
    name: 'book writer',
    stop: () => book.writer.stop(),
  }));
  const sweepers = [...books.values()].map((book) =>
    startHoldSweeper(createHoldSweep(book, database), logger),
  );
  const pool = { name: 'database', stop: () => database.destroy() };
  return { url: server.url, logger, parts: [readers, server, ...sweepers, ...writers, pool] };
}
