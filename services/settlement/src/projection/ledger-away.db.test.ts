import { commandId, fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import { createLedgerClient, openChartOfAccounts } from '@tamsui/ledger-client';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { anyFreePort, createTestDatabase } from '@tamsui/testing';
import { expect, it, vi } from 'vitest';
import { startBackgroundLoop } from '../background-loop.ts';
import { startServiceProcess } from '../testing/service-process.testing.ts';
import { projectNextPage } from './project-feed.ts';

const TIMEOUT_MS = 20_000;
const LEDGER_API_TOKEN = 'a-token-of-this-test-alone';
const { url: DATABASE_URL } = await createTestDatabase();
const PORT = String(await anyFreePort());
const logger = createLogger('settlement', 'silent');
const database = createDatabase({
  connectionString: DATABASE_URL,
  applicationName: 'settlement-test',
  poolSize: 3,
  logger,
});
const ledger = createLedgerClient({ baseUrl: `http://127.0.0.1:${PORT}`, token: LEDGER_API_TOKEN });
const startLedger = () => startServiceProcess('ledger', { DATABASE_URL, LEDGER_API_TOKEN, PORT });

async function openAccount(account: Uuid): Promise<void> {
  await ledger.submit({
    kind: 'open_account',
    id: commandId(['open-account'], account),
    fingerprint: fingerprintOf({ account }),
    account,
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor: null,
    reference: {},
  });
}

async function pay(id: Uuid, wallet: Uuid, payable: Uuid): Promise<void> {
  const legs = [{ debit: wallet, credit: payable, amountMinor: 100n }];
  const fingerprint = fingerprintOf({ id });
  const command = {
    kind: 'post',
    id,
    fingerprint,
    purpose: 'payment',
    currency: 'TWD',
    legs,
    reference: {},
  } as const;
  expect(await ledger.submit(command)).toMatchObject({ status: 'posted' });
}

async function untilLines(count: number): Promise<void> {
  const counted = async () => {
    const { rows } = await database.raw<{ rows: unknown[] }>('select entry from settlement.lines');
    return rows.length;
  };
  await expect.poll(counted, { timeout: TIMEOUT_MS }).toBe(count);
}

it('while the ledger is away the projection tries again, and misses nothing when it is back', {
  timeout: 90_000,
}, async () => {
  let failures = 0;
  const step = () =>
    projectNextPage({ database, ledger, book: 'main' }).catch((error: unknown) => {
      failures += 1;
      throw error;
    });
  const loop = startBackgroundLoop({ name: 'projection', step, restMs: 0, logger });
  await vi.waitUntil(() => failures >= 2, { timeout: TIMEOUT_MS });
  const first = await startLedger();
  const [wallet, payable] = [newUuid(), newUuid()];
  await vi.waitFor(() => openChartOfAccounts(ledger, 'TWD'), { timeout: TIMEOUT_MS });
  await openAccount(wallet);
  await openAccount(payable);
  await pay(newUuid(), wallet, payable);
  await untilLines(1);
  await first.kill();
  const failuresBefore = failures;
  await vi.waitUntil(() => failures > failuresBefore, { timeout: TIMEOUT_MS });
  const second = await startLedger();
  const payment = newUuid();
  await vi.waitFor(() => pay(payment, wallet, payable), { timeout: TIMEOUT_MS });
  await untilLines(2);
  await loop.stop();
  await Promise.all([ledger.close(), database.destroy()]);
  await second.stop();
});
