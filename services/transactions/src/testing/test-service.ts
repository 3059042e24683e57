import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { newSecretToken } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import { createDatabase, type Database } from '@tamsui/platform/database';
import { type HttpApp, listen } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { anyFreePort, atTheEnd, createTestDatabase, type FixedClock, fixedClock } from '@tamsui/testing';
import type { BackgroundLoop } from '../background-loop.ts';
import { compose } from '../compose.ts';
import type { Route } from '../http/route.ts';
import { openChartWhenLedgerAnswers } from '../open-chart.ts';
import { type Api, createApi } from './api.ts';
import { startServiceProcess } from './service-process.ts';
import { testConfig } from './test-config.ts';
import { identityAt, startTestIdentity } from './test-identity.ts';

/** This service in the test's own process, on a clock of the test's, with a real ledger and perhaps a real bank. */
export interface TestService {
  readonly api: Api;
  readonly url: string;
  readonly clock: FixedClock;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Does what a start does first. */
  readonly replayErasures: () => Promise<number>;
  /** Has a background loop look now, as it would after its time of rest. */
  readonly runLoop: (name: string) => Promise<void>;
  readonly app: HttpApp;
  readonly routes: readonly Route[];
  /** The service's own way to the ledger, for what no route does. */
  readonly ledger: LedgerClient;
  /** Ends the ledger as a crash would, and starts it again at its address. */
  restartLedger(): Promise<void>;
  readonly bankUrl: string;
  readonly bankToken: string;
  readonly operatorToken: string;
  readonly webhookSecret: string;
}

/** Long enough for one step of a loop on a busy machine. */
const LOOP_MS = 500;

/** Starts it at the top of a test file; it stops after the file, or after the test that started it. Without a bank, a test speaks as the bank itself. */
export async function startTestService(
  options: {
    readonly bank?: boolean;
    /** A provider to sign in at, for `signInAndEnrol`. */
    readonly identity?: boolean;
    readonly sandbox?: boolean;
    readonly redisUrl?: string;
    /** Variables that differ from those of other tests. */
    readonly config?: Readonly<Record<string, string>>;
  } = {},
): Promise<TestService> {
  const { url: databaseUrl } = await createTestDatabase();
  const ledgerToken = randomBytes(24).toString('hex');
  const bankToken = randomBytes(24).toString('hex');
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  const operatorToken = newSecretToken('op_test').token;
  const port = await anyFreePort();
  const ledgerEnv = { DATABASE_URL: databaseUrl, LEDGER_API_TOKEN: ledgerToken };
  let ledger = await startServiceProcess('ledger', ledgerEnv);
  atTheEnd(() => ledger.stop());
  const restartLedger = async () => {
    await ledger.kill();
    ledger = await startServiceProcess('ledger', { ...ledgerEnv, PORT: new URL(ledger.url).port });
  };
  const bankUrl = options.bank === true ? await startBank() : 'http://127.0.0.1:1';

  async function startBank(): Promise<string> {
    const bank = await startServiceProcess('sandbox-bank', {
      DATABASE_URL: databaseUrl,
      BANK_API_TOKEN: bankToken,
      BANK_WEBHOOK_SECRET: webhookSecret,
      WEBHOOK_URL: `http://127.0.0.1:${port}/v1/bank-webhooks`,
    });
    atTheEnd(() => bank.stop());
    return bank.url;
  }

  const identity = options.identity === true ? await startTestIdentity() : identityAt(1);
  const clock = fixedClock(new Date());
  const config = testConfig({
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    LEDGER_URL: ledger.url,
    LEDGER_API_TOKEN: ledgerToken,
    BANK_URL: bankUrl,
    BANK_API_TOKEN: bankToken,
    BANK_WEBHOOK_SECRET: webhookSecret,
    OPERATOR_TOKEN: operatorToken,
    PUBLIC_URLS: `http://127.0.0.1:${port}`,
    IDENTITY_ISSUER: identity.issuer,
    IDENTITY_CLIENT_ID: identity.clientId,
    IDENTITY_CLIENT_SECRET: identity.clientSecret,
    SIGN_IN_REDIRECT_URI: identity.redirectUri,
    SANDBOX: String(options.sandbox ?? true),
    REDIS_URL: options.redisUrl,
    ...options.config,
  });
  const service = compose(config, { clock });
  await service.replayErasures();
  await openChartWhenLedgerAnswers({ ...service, currency: config.CURRENCY });
  for (const loop of service.loops) loop.start();
  const server = await listen(service.app, config.HOST, config.PORT);
  const database = createDatabase({
    connectionString: databaseUrl,
    applicationName: 'transactions-test',
    poolSize: 2,
    logger: createLogger('test', 'silent'),
  });
  atTheEnd(async () => {
    for (const part of [service.streams, server, ...service.loops, ...service.resources]) await part.stop();
    await database.destroy();
  });
  const api = createApi(server.url);
  return {
    api,
    url: server.url,
    clock,
    database,
    databaseUrl,
    replayErasures: service.replayErasures,
    runLoop: async (name) => {
      const [loop] = service.loops.filter((one) => one.name === name && 'nudge' in one);
      if (loop === undefined) throw new Error(`there is no loop ${name}`);
      (loop as BackgroundLoop).nudge();
      await sleep(LOOP_MS);
    },
    app: service.app,
    routes: service.routes,
    ledger: service.ledger,
    restartLedger,
    bankUrl,
    bankToken,
    operatorToken,
    webhookSecret,
  };
}
