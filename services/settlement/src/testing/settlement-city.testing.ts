import { setTimeout as sleep } from 'node:timers/promises';
import { commandId, fingerprintOf, formatPublicId, newUuid, type Uuid } from '@tamsui/ids';
import {
  chartAccountId,
  createLedgerClient,
  type LedgerClient,
  type Leg,
  openChartOfAccounts,
  type Purpose,
} from '@tamsui/ledger-client';
import { systemClock } from '@tamsui/platform/clock';
import { createDatabase, type Database } from '@tamsui/platform/database';
import { createJsonClient, type JsonClient } from '@tamsui/platform/http-client';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import { createBank } from '../bank-files/bank.ts';
import { closeBusinessDay } from '../business-days/close-business-day.ts';
import type { Merchant } from '../merchants/merchant-directory.ts';
import { projectNextPage } from '../projection/project-feed.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { advanceRun } from '../settlement-runs/advance-run.ts';
import type { SettlementRun } from '../settlement-runs/settlement-run.ts';
import { startRun } from '../settlement-runs/start-run.ts';
import { startServiceProcess } from './service-process.testing.ts';

const TOKEN = 'a-token-of-this-test-alone';
/** The operator's account at the bank. */
export const PAYER_ACCOUNT = '00123456789012';
const WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

const LEADING_TIMEOUT_MS = 20_000;

export interface SettlementCity {
  readonly deps: SettlementDeps;
  readonly database: Database;
  readonly databaseUrl: string;
  readonly ledger: LedgerClient;
  /** Lets a merchant join, with a payable account in the ledger that may go down to a floor, or without end. */
  addMerchant(change?: Partial<Merchant>, floorMinor?: bigint | null): Promise<Merchant>;
  /** As services/transactions tells it from now on. */
  changeMerchant(merchant: Merchant, change: Partial<Merchant>): void;
  pay(merchant: Merchant, amountMinor: bigint, reference?: Readonly<Record<string, string>>): Promise<Uuid>;
  refund(merchant: Merchant, payment: Uuid, amountMinor: bigint): Promise<Uuid>;
  /** Reads the feed until nothing is new. */
  catchUp(): Promise<void>;
  balance(account: Uuid): Promise<bigint>;
  /** Closes the open day and reads on, so that a run of it can begin. @returns the day */
  closeDay(): Promise<string>;
  /** Closes the open day and takes its run through all steps. */
  settleDay(): Promise<SettlementRun>;
  /** What the operator has left at the bank, as decimal text. */
  bankBalance(): Promise<string>;
  stop(): Promise<void>;
}

/** A ledger and a bank as they run in a city, each a process, and merchants that a test adds. */
export async function createSettlementCity(): Promise<SettlementCity> {
  const { url: databaseUrl } = await createTestDatabase();
  const [ledgerProcess, bankProcess] = await Promise.all([
    startServiceProcess('ledger', { DATABASE_URL: databaseUrl, LEDGER_API_TOKEN: TOKEN }),
    startServiceProcess('sandbox-bank', {
      DATABASE_URL: databaseUrl,
      BANK_API_TOKEN: TOKEN,
      WEBHOOK_URL: 'http://127.0.0.1:9/nobody',
      BANK_WEBHOOK_SECRET: WEBHOOK_SECRET,
    }),
  ]);
  const logger = createLogger('settlement', 'silent');
  const database = createDatabase({
    connectionString: databaseUrl,
    applicationName: 'settlement-test',
    poolSize: 5,
    logger,
  });
  const ledger = createLedgerClient({ baseUrl: ledgerProcess.url, token: TOKEN });
  const bankHttp = createJsonClient({ baseUrl: bankProcess.url, peer: 'bank', token: TOKEN });
  const merchants: Merchant[] = [];
  const deps: SettlementDeps = {
    database,
    ledger,
    merchants: { page: async () => ({ merchants: [...merchants], next: undefined }) },
    bank: createBank(bankHttp),
    clock: systemClock,
    pause: (ms) => sleep(ms),
    logger,
    book: 'main',
    currency: 'TWD',
    payer: { name: 'Tamsui City Wallet', accountNumber: PAYER_ACCOUNT, bankCode: '812' },
    timeZone: 'Asia/Taipei',
  };
  const post = poster(ledger);
  const closeDay = async (): Promise<string> => {
    const { open } = await ledger.businessDay();
    expect(await closeBusinessDay(deps, open)).toMatchObject({ ok: true });
    await catchUp(deps);
    return open;
  };
  // A ledger is healthy before it leads its book.
  await vi.waitFor(() => openChartOfAccounts(ledger, 'TWD'), { timeout: LEADING_TIMEOUT_MS });
  const wallet = await openAccount(ledger, null);
  await openBankAccount(bankHttp);
  const bank = chartAccountId('safeguarded_bank', 'TWD');
  await post('top_up', [{ debit: bank, credit: wallet, amountMinor: 10n ** 12n }], {});
  return {
    deps,
    database,
    databaseUrl,
    ledger,
    addMerchant: async (change = {}, floorMinor = null) => {
      const merchant = { ...merchantOf(await openAccount(ledger, floorMinor)), ...change };
      merchants.push(merchant);
      return merchant;
    },
    changeMerchant: (merchant, change) => {
      merchants[merchants.indexOf(merchant)] = { ...merchant, ...change };
    },
    pay: ({ payableAccount }, amountMinor, reference = {}) =>
      post('payment', [{ debit: wallet, credit: payableAccount, amountMinor }], reference),
    refund: ({ payableAccount }, payment, amountMinor) =>
      post('refund', [{ debit: payableAccount, credit: wallet, amountMinor }], {}, payment),
    catchUp: () => catchUp(deps),
    balance: async (account) => (await ledger.account(account))?.balanceMinor ?? 0n,
    closeDay,
    settleDay: async () => settle(deps, await closeDay()),
    bankBalance: async () => {
      const { body } = await bankHttp.send({ method: 'GET', path: `/v1/accounts/${PAYER_ACCOUNT}` });
      return z.object({ balance: z.string() }).parse(body).balance;
    },
    stop: async () => {
      await Promise.all([ledger.close(), bankHttp.close(), database.destroy()]);
      await Promise.all([ledgerProcess.stop(), bankProcess.stop()]);
    },
  };
}

/** Begins the run of a closed day, or finds it, and takes it through all steps. */
export async function settle(deps: SettlementDeps, businessDate: string): Promise<SettlementRun> {
  const started = await startRun(deps, businessDate);
  if (!started.ok) throw new Error(`refused: ${started.refusal.code}`);
  return advanceRun(deps, started.value.run.id);
}

async function openBankAccount(bank: JsonClient): Promise<void> {
  const { status } = await bank.send({
    method: 'POST',
    path: '/v1/accounts',
    body: {
      account_number: PAYER_ACCOUNT,
      holder_name: 'Tamsui City Wallet',
      currency: 'TWD',
      opening_balance: '10000000',
    },
  });
  expect(status).toBe(201);
}

/** One fee, since long before any day that is settled. */
export const feeOf = (basisPoints: number) => [{ basisPoints, effectiveFrom: '2020-01-01' }];

function merchantOf(payableAccount: Uuid): Merchant {
  const id = newUuid();
  return {
    id,
    name: `店家 ${formatPublicId('mer', id).slice(-4)}`,
    feeBands: feeOf(130),
    payoutAccount: { holderName: '淡水小吃店', bankCode: '700', accountNumber: '00112233445566' },
    payableAccount,
    currency: 'TWD',
  };
}

async function openAccount(ledger: LedgerClient, floorMinor: bigint | null): Promise<Uuid> {
  const account = newUuid();
  const outcome = await ledger.submit({
    kind: 'open_account',
    id: commandId(['open-account'], account),
    fingerprint: fingerprintOf({ account }),
    account,
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor,
    reference: {},
  });
  expect(outcome.status).toBe('posted');
  return account;
}

function poster(ledger: LedgerClient) {
  return async (
    purpose: Purpose,
    legs: readonly Leg[],
    reference: Readonly<Record<string, string>>,
    refunds?: Uuid,
  ): Promise<Uuid> => {
    const id = newUuid();
    const outcome = await ledger.submit({
      kind: 'post',
      id,
      fingerprint: fingerprintOf({ id }),
      purpose,
      currency: 'TWD',
      legs,
      reference,
      ...(refunds === undefined ? {} : { refunds }),
    });
    expect(outcome).toMatchObject({ status: 'posted' });
    return id;
  };
}

const MAX_PAGES = 1_000;

async function catchUp({ database, ledger, book }: SettlementDeps): Promise<void> {
  let found = 0;
  const hasty: Pick<LedgerClient, 'feed'> = {
    feed: async (after, { limit }) => {
      const page = await ledger.feed(after, { limit, waitMs: 0 });
      found = page.entries.length;
      return page;
    },
  };
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    await projectNextPage({ database, ledger: hasty, book });
    if (found === 0) return;
  }
}
