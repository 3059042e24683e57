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
import { createBackgroundLoop, type Startable } from './background-loop.ts';
import { composeDataRights } from './compose-data-rights.ts';
import { composeIdentity } from './compose-identity.ts';
import { composeEventNews, composeLiveStream } from './compose-live-stream.ts';
import { composeMerchants } from './compose-merchants.ts';
import { composePayments } from './compose-payments.ts';
import { composeSafety } from './compose-safety.ts';
import { composeShopCodes } from './compose-shop-codes.ts';
import { composeTraffic } from './compose-traffic.ts';
import { composeWebhooks } from './compose-webhooks.ts';
import type { Config } from './config.ts';
import type { Route } from './http/route.ts';
import { createTerminalDirectory } from './merchants/terminal-directory.ts';
import { debtLimitOf, paymentPolicyOf } from './payments/payment-policy.ts';
import { requirePin } from './pins/verify-pin.ts';
import { raiseAssurance } from './residents/change-assurance.ts';
import { createOpenBankAccount } from './simulation/open-bank-account.ts';
import { createBank } from './top-ups/bank.ts';
import { lookAtTopUp, workOnTopUps } from './top-ups/top-up-worker.ts';
import { createCounterparties } from './transfers/counterparties.ts';
import { workOnTransfers } from './transfers/transfer-worker.ts';

const TOP_UP_IDLE_MS = 1_000;
const TRANSFER_IDLE_MS = 1_000;

/** The service, put together and not yet running. */
export interface Transactions {
  readonly app: HttpApp;
  /** What the application answers to. */
  readonly routes: readonly Route[];
  readonly ledger: LedgerClient;
  /** Before anything is served: erases again what a restored database brought back. */
  readonly replayErasures: () => Promise<number>;
  readonly logger: Logger;
  readonly loops: readonly Startable[];
  /** Requests that do not end by themselves: they are ended before the door is closed. */
  readonly streams: Stoppable;
  /** What it holds open, in the order to close it. */
  readonly resources: readonly Stoppable[];
}

export interface ComposeOptions {
  readonly clock?: Clock;
  /** The program of a thread that follows the feed; without it the main thread does. */
  readonly feedProgram?: string;
}

/** The only place that connects collaborators. */
export function compose(config: Config, options: ComposeOptions = {}): Transactions {
  const { clock = systemClock, feedProgram } = options;
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

  const base = { database, ledger, clock, logger };
  const safety = composeSafety(config, base);
  const { vault } = safety.deps;
  const { PERSONAL_INDEX_KEY: personalIndexKey } = config;

  const news = { ...base, ...safety.deps };
  const toppingUp = { ...news, bank: createBank(bankHttp) };
  const topUps = createBackgroundLoop({
    name: 'top-ups',
    step: () => workOnTopUps(toppingUp),
    idleMs: TOP_UP_IDLE_MS,
    logger,
  });
  const transfers = createBackgroundLoop({
    name: 'transfers',
    step: () => workOnTransfers(news),
    idleMs: TRANSFER_IDLE_MS,
    logger,
  });
  const dataRights = composeDataRights(config, { ...news, bankHttp });
  const terminals = createTerminalDirectory(database, clock);
  const policy = paymentPolicyOf(config);
  const { signingKeys, offlineCodes, ...shopCodes } = composeShopCodes(config, news);
  const { eventNews, ...told } = composeEventNews(redis, logger);
  const payments = composePayments({
    ...news,
    currency: config.CURRENCY,
    onEvents: eventNews.tell,
    feedProgram,
    redis,
    terminals,
    policy,
    signingKeys,
    judgePin: (residentId, pin) => requirePin(news, residentId, pin),
    offlineCodes,
  });
  const merchants = composeMerchants({ database, clock, logger, bankHttp });
  const identity = composeIdentity(config, { database, clock, redis });
  const traffic = composeTraffic({
    clock,
    logger,
    redis,
    quotas: config.RATE_LIMITS,
    maxInFlight: config.MAX_IN_FLIGHT,
    maxLoopDelayMs: config.MAX_LOOP_DELAY_MS,
    trustedProxies: config.TRUSTED_PROXIES,
  });
  const authenticate = createAuthenticator({
    database,
    clock,
    operatorToken: config.OPERATOR_TOKEN,
    sandbox: config.SANDBOX,
    authenticateDevice: identity.authenticateDevice,
    onKeyUsed: merchants.onKeyUsed,
  });
  const { accessTokens } = identity.deps;
  const { MAX_STREAMS: maxStreams } = config;
  const live = composeLiveStream({ ...base, metrics, eventNews, accessTokens, authenticate, maxStreams });
  const webhooks = composeWebhooks(config, { ...base, eventNews });
  const { app, routes } = createApp({
    ...news,
    ...identity.deps,
    ...merchants.deps,
    ...dataRights.deps,
    personalIndexKey,
    onAssured: (residentId, assurance) => raiseAssurance(news, residentId, assurance),
    metrics,
    currency: config.CURRENCY,
    decoyKey: personalIndexKey,
    counterparties: createCounterparties({ database, vault }),
    timeZone: config.CITY_TIME_ZONE,
    debtLimitMinor: debtLimitOf(config),
    authenticate,
    ...live.deps,
    ...traffic.deps,
    ...webhooks.deps,
    ...payments.deps,
    ...shopCodes.deps,
    safeguardedBankAccount: config.SAFEGUARDED_BANK_ACCOUNT,
    webhookSecret: config.BANK_WEBHOOK_SECRET,
    onRequested: topUps.nudge,
    lookAtTopUp: (id) => lookAtTopUp(toppingUp, id),
    openBankAccount: createOpenBankAccount(bankHttp),
    checkAnswers: config.CHECK_ANSWERS,
  });
  const resources = [
    ...traffic.resources,
    ...webhooks.resources,
    { name: 'bank client', stop: () => bankHttp.close() },
    { name: 'ledger client', stop: () => ledger.close() },
    ...told.resources,
    ...redisOf(redis),
    { name: 'database', stop: () => database.destroy() },
  ];
  return {
    app,
    routes,
    ledger,
    replayErasures: safety.erasures.replay,
    logger,
    loops: [
      topUps,
      transfers,
      ...payments.loops,
      ...safety.loops,
      ...merchants.loops,
      ...webhooks.loops,
      ...live.loops,
      ...dataRights.loops,
    ],
    streams: live.streams,
    resources,
  };
}

function redisOf(redis: Redis | undefined): Stoppable[] {
  if (redis === undefined) return [];
  return [{ name: 'redis', stop: async () => redis.disconnect() }];
}
