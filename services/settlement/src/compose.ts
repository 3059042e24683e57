import { setTimeout as sleep } from 'node:timers/promises';
import { createLedgerClient } from '@tamsui/ledger-client';
import { systemClock } from '@tamsui/platform/clock';
import { createDatabase } from '@tamsui/platform/database';
import { createJsonClient, type JsonClient } from '@tamsui/platform/http-client';
import type { Logger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';
import { startBackgroundLoop } from './background-loop.ts';
import { createBank } from './bank-files/bank.ts';
import type { Payer } from './bank-files/payment-file.ts';
import type { Config } from './config.ts';
import { createMerchantDirectory } from './merchants/merchant-directory.ts';
import { projectNextPage } from './projection/project-feed.ts';
import type { SettlementDeps } from './settlement-deps.ts';
import { resumeRuns } from './settlement-runs/resume-runs.ts';

const BOOK = 'main';
const RESUME_REST_MS = 5_000;
/** A bank reads a file of ten thousand transfers before it answers. */
const BANK_TIMEOUT_MS = 30_000;

/** Connects the collaborators. `parts` are stopped in their order: clients and database last. */
export function compose(config: Config, logger: Logger): { deps: SettlementDeps; parts: Stoppable[] } {
  const database = createDatabase({
    connectionString: config.DATABASE_URL,
    applicationName: 'tamsui-settlement',
    poolSize: config.DATABASE_POOL_SIZE,
    logger,
  });
  const ledger = createLedgerClient({
    baseUrl: config.LEDGER_URL,
    token: config.LEDGER_API_TOKEN,
    book: BOOK,
  });
  const transactions = createJsonClient({
    baseUrl: config.TRANSACTIONS_URL,
    peer: 'transactions',
    token: config.OPERATOR_TOKEN,
  });
  const bank = createJsonClient({
    baseUrl: config.BANK_URL,
    peer: 'bank',
    token: config.BANK_API_TOKEN,
    timeoutMs: BANK_TIMEOUT_MS,
  });
  const deps: SettlementDeps = {
    database,
    ledger,
    merchants: createMerchantDirectory(transactions),
    bank: createBank(bank),
    clock: systemClock,
    pause: (ms) => sleep(ms),
    logger,
    book: BOOK,
    currency: config.CURRENCY,
    payer: payerOf(config),
    timeZone: config.CITY_TIME_ZONE,
  };
  return { deps, parts: closing(deps, [transactions, bank]) };
}

/** The loops: one follows the journal, one takes up runs that were left behind. */
export function startLoops(deps: SettlementDeps): Stoppable[] {
  const { logger } = deps;
  return [
    startBackgroundLoop({ name: 'projection', step: () => projectNextPage(deps), restMs: 0, logger }),
    startBackgroundLoop({
      name: 'resume runs',
      step: () => resumeRuns(deps),
      restMs: RESUME_REST_MS,
      logger,
    }),
  ];
}

function payerOf(config: Config): Payer {
  return {
    name: config.OPERATOR_NAME,
    accountNumber: config.SAFEGUARDED_BANK_ACCOUNT,
    bankCode: config.SAFEGUARDED_BANK_CODE,
  };
}

function closing({ ledger, database }: SettlementDeps, clients: readonly JsonClient[]): Stoppable[] {
  return [
    { name: 'ledger client', stop: () => ledger.close() },
    ...clients.map((client) => ({ name: 'client', stop: () => client.close() })),
    { name: 'database', stop: () => database.destroy() },
  ];
}
