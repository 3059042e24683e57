import { createLedgerClient, type LedgerClient } from '@tamsui/ledger-client';
import { type Clock, systemClock } from '@tamsui/platform/clock';
import { createDatabase } from '@tamsui/platform/database';
import type { HttpApp } from '@tamsui/platform/http';
import { createJsonClient } from '@tamsui/platform/http-client';
import { createLogger, type Logger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { createRedis, type Redis } from '@tamsui/platform/redis';
import type { Stoppable } from '@tamsui/platform/shutdown';
import { createApp } from './app.ts';
import { createAuthenticator } from './auth/authenticator.ts';
import { type BackgroundLoop, createBackgroundLoop } from './background-loop.ts';
import type { Config } from './config.ts';
import { createTerminalDirectory } from './merchants/terminal-directory.ts';
import { createGuessLimit } from './payment-codes/guess-limit.ts';
import { createMemoryPaymentCodeStore } from './payment-codes/memory-payment-code-store.ts';
import { createRedisPaymentCodeStore } from './payment-codes/redis-payment-code-store.ts';
import { followFeed } from './projection/follow-feed.ts';
import { createBank } from './top-ups/bank.ts';
import { workOnTopUps } from './top-ups/top-up-worker.ts';

const TOP_UP_IDLE_MS = 1_000;
/** The feed itself waits for what is new; this only keeps a ledger that answers too quickly from being asked too often. */
const FEED_IDLE_MS = 50;

/** The service, put together and not yet running. */
export interface Transactions {
  readonly app: HttpApp;
  readonly ledger: LedgerClient;
  readonly logger: Logger;
  readonly loops: readonly BackgroundLoop[];
  /** What it holds open, in the order to close it. */
  readonly resources: readonly Stoppable[];
}

/** The only place that connects collaborators. */
export function compose(config: Config, clock: Clock = systemClock): Transactions {
  const logger = createLogger('transactions', config.LOG_LEVEL);
  const metrics = createMetrics('transactions');
  const database = createDatabase({
    connectionString: config.DATABASE_URL,
    applicationName: 'transactions',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
  });
  const ledger = createLedgerClient({ baseUrl: config.LEDGER_URL, token: config.LEDGER_API_TOKEN });
  const bankHttp = createJsonClient({ baseUrl: config.BANK_URL, peer: 'bank', token: config.BANK_API_TOKEN });
  const redis = config.REDIS_URL === undefined ? undefined : createRedis(config.REDIS_URL, logger);

  const news = { database, ledger, clock, logger };
  const topUps = createBackgroundLoop({
    name: 'top-ups',
    step: () => workOnTopUps({ ...news, bank: createBank(bankHttp) }),
    idleMs: TOP_UP_IDLE_MS,
    logger,
  });
  const feed = createBackgroundLoop({
    name: 'feed',
    step: () => followFeed({ database, ledger }),
    idleMs: FEED_IDLE_MS,
    logger,
  });
  const app = createApp({
    ...news,
    metrics,
    currency: config.CURRENCY,
    authenticate: createAuthenticator({ database, clock, operatorToken: config.OPERATOR_TOKEN }),
    terminals: createTerminalDirectory(database, clock),
    guesses: createGuessLimit(clock),
    codes: redis === undefined ? createMemoryPaymentCodeStore(clock) : createRedisPaymentCodeStore(redis),
    safeguardedBankAccount: config.SAFEGUARDED_BANK_ACCOUNT,
    webhookSecret: config.BANK_WEBHOOK_SECRET,
    onRequested: topUps.nudge,
  });
  const resources = [
    { name: 'bank client', stop: () => bankHttp.close() },
    { name: 'ledger client', stop: () => ledger.close() },
    ...redisOf(redis),
    { name: 'database', stop: () => database.destroy() },
  ];
  return { app, ledger, logger, loops: [topUps, feed], resources };
}

function redisOf(redis: Redis | undefined): Stoppable[] {
  if (redis === undefined) return [];
  return [{ name: 'redis', stop: async () => redis.disconnect() }];
}
