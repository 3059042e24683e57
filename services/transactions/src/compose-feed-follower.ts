import { createLedgerClient } from '@tamsui/ledger-client';
import { systemClock } from '@tamsui/platform/clock';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';
import type { BackgroundLoop } from './background-loop.ts';
import type { Config } from './config.ts';
import { createFeedLoop } from './projection/feed-loop.ts';
import type { FeedNews } from './projection/follow-feed.ts';

/** What the feed needs in a thread of its own: a connection for its trx, and a second one while the first is replaced. */
const POOL_SIZE = 2;

export interface FeedFollower {
  readonly loop: BackgroundLoop;
  /** What it holds open, in the order to close it. */
  readonly resources: readonly Stoppable[];
}

export function composeFeedFollower(config: Config, news: FeedNews): FeedFollower {
  const logger = createLogger('transactions', config.LOG_LEVEL);
  const database = createDatabase({
    connectionString: config.DATABASE_URL,
    applicationName: 'transactions-feed',
    poolSize: POOL_SIZE,
    logger,
  });
  const ledger = createLedgerClient({ baseUrl: config.LEDGER_URL, token: config.LEDGER_API_TOKEN });
  const { CURRENCY: currency } = config;
  return {
    loop: createFeedLoop({ ...news, database, ledger, clock: systemClock, currency, logger }),
    resources: [
      { name: 'ledger client', stop: () => ledger.close() },
      { name: 'database', stop: () => database.destroy() },
    ],
  };
}
