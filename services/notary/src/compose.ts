import { type Clock, systemClock } from '@tamsui/platform/clock';
import { createDatabase, type Database } from '@tamsui/platform/database';
import { listen } from '@tamsui/platform/http';
import { createLogger, type Logger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import type { Stoppable } from '@tamsui/platform/shutdown';
import { createNotaryApp } from './app.ts';
import type { NotaryConfig } from './config.ts';
import { createHeadStore } from './heads/head-store.ts';
import { openHeadsFile } from './heads/heads-file.ts';
import type { SigningDeps } from './heads/sign-next-head.ts';
import { openSigningKey } from './heads/signing-key.ts';
import { watchBook } from './heads/watch-book.ts';
import { createJournalStore } from './journal/journal-store.ts';
import { createNodeStore } from './tree/node-store.ts';

interface Notary {
  readonly url: string;
  readonly logger: Logger;
  /** In the order in which they are to be stopped. */
  readonly parts: readonly Stoppable[];
}

const JOURNAL_POOL_SIZE = 2;

/** Connects everything and starts it. */
export async function compose(config: NotaryConfig, clock: Clock = systemClock): Promise<Notary> {
  const logger = createLogger('notary', config.LOG_LEVEL);
  const database = connect(config.DATABASE_URL, config.DATABASE_POOL_SIZE, logger);
  const journalDatabase = connect(
    readOnly(config.JOURNAL_URL ?? config.DATABASE_URL),
    JOURNAL_POOL_SIZE,
    logger,
  );
  const key = openSigningKey(config.NOTARY_KEY_FILE);
  const file = await openHeadsFile(config.NOTARY_HEADS_FILE);
  const books = new Map<string, SigningDeps>();
  for (const book of config.NOTARY_BOOKS) {
    const schema = `book_${book}`;
    books.set(book, {
      book,
      schema,
      database,
      journal: createJournalStore(journalDatabase, schema),
      heads: createHeadStore(database, book),
      nodes: createNodeStore(database, book),
      key,
      clock,
    });
  }
  const intervalMs = config.NOTARY_INTERVAL_MS;
  const watches = [...books.values()].map((deps) => watchBook({ ...deps, file, logger, intervalMs }));
  const token = config.NOTARY_API_TOKEN;
  const app = createNotaryApp({ books, watches, key, token, logger, metrics: createMetrics('notary') });
  const server = await listen(app, config.HOST, config.PORT);
  const closing = [closingOf('database', database), closingOf('journal', journalDatabase)];
  const parts = [server, ...watches, { name: 'heads file', stop: () => file.close() }, ...closing];
  return { url: server.url, logger, parts };
}

function connect(connectionString: string, poolSize: number, logger: Logger): Database {
  return createDatabase({ connectionString, applicationName: 'tamsui-notary', poolSize, logger });
}

/** Even a role that could write the journal cannot through this connection. */
function readOnly(url: string): string {
  const changed = new URL(url);
  changed.searchParams.set('options', '-c default_transaction_read_only=on');
  return changed.toString();
}

function closingOf(name: string, database: Database): Stoppable {
  return { name, stop: () => database.destroy() };
}
