import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecretToken } from '@tamsui/ids';
import { anyFreePort, createTestDatabase } from '@tamsui/testing';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, it, vi } from 'vitest';
import { startServiceProcess } from './testing/service-process.testing.ts';

const { url: DATABASE_URL } = await createTestDatabase();
const LEDGER_API_TOKEN = randomBytes(24).toString('hex');
const BANK_API_TOKEN = randomBytes(24).toString('hex');
const FINANCE_TOKEN = randomBytes(24).toString('hex');
const BANK_WEBHOOK_SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const OPERATOR_TOKEN = newSecretToken('op_test').token;
const SAFEGUARDED_BANK_ACCOUNT = '0010000000001';
const port = await anyFreePort();

const ledger = await startServiceProcess('ledger', { DATABASE_URL, LEDGER_API_TOKEN });
const bank = await startServiceProcess('sandbox-bank', {
  DATABASE_URL,
  BANK_API_TOKEN,
  BANK_WEBHOOK_SECRET,
  WEBHOOK_URL: `http://127.0.0.1:${port}/v1/bank-webhooks`,
});
const peers = { DATABASE_URL, LEDGER_URL: ledger.url, LEDGER_API_TOKEN, BANK_URL: bank.url, BANK_API_TOKEN };
const shared = { ...peers, OPERATOR_TOKEN, SAFEGUARDED_BANK_ACCOUNT };
const newKey = () => randomBytes(32).toString('base64url');
const newKeyring = () => `test:${newKey()}`;
/** What it keeps people's data and devices with. Nobody signs in here: residents have a sandbox's tokens. */
const ownSecrets = {
  SANDBOX: 'true',
  PERSONAL_DATA_KEYS: newKeyring(),
  PERSONAL_INDEX_KEY: newKey(),
  ERASURE_REGISTER_FILE: join(tmpdir(), `tamsui-test-${randomUUID()}`, 'erasures.jsonl'),
  PIN_PEPPERS: newKeyring(),
  SHOP_CODE_KEYS: newKeyring(),
  IDENTITY_KEYS: newKeyring(),
  IDENTITY_CLIENT_SECRET: newKey(),
  IDENTITY_CLIENT_ID: 'nobody',
  IDENTITY_ISSUER: 'http://127.0.0.1:1',
  SIGN_IN_REDIRECT_URI: 'http://127.0.0.1:1/signed-in',
  PUBLIC_URLS: `http://127.0.0.1:${port}`,
};
const transactions = await startServiceProcess('transactions', {
  ...shared,
  ...ownSecrets,
  PORT: String(port),
  BANK_WEBHOOK_SECRET,
});
const startSettlement = () =>
  startServiceProcess('settlement', {
    ...shared,
    TRANSACTIONS_URL: transactions.url,
    FINANCE_TOKEN,
    OPERATOR_NAME: 'Tamsui City Wallet',
  });
let settlement = await startSettlement();
afterAll(async () => {
  for (const service of [settlement, transactions, bank, ledger]) await service.stop();
});

async function call(baseUrl: string, token: string, method: string, path: string, body?: unknown) {
  const response = await fetch(baseUrl + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  expect(response.status, `${method} ${path}: ${text}`).toBeLessThan(300);
  return isJson ? JSON.parse(text) : text;
}
const operator = (path: string, body: unknown) => call(transactions.url, OPERATOR_TOKEN, 'POST', path, body);
const finance = (method: string, path: string, body?: unknown) =>
  call(settlement.url, FINANCE_TOKEN, method, path, body);

async function openBankAccount(account_number: string, opening_balance: string): Promise<void> {
  const body = { account_number, holder_name: 'Somebody', currency: 'TWD', opening_balance };
  await call(bank.url, BANK_API_TOKEN, 'POST', '/v1/accounts', body);
}

async function bankBalance(account: string): Promise<string> {
  return (await call(bank.url, BANK_API_TOKEN, 'GET', `/v1/accounts/${account}`)).balance;
}

async function residentWithMoney(amount: string): Promise<string> {
  await openBankAccount('0081234567890', '100000');
  // A ledger is healthy before it leads its book.
  const join = () => operator('/v1/residents', { name: 'Lin Mei', bank_account: '0081234567890' });
  const { token } = await vi.waitFor(join, { timeout: 20_000 });
  await call(transactions.url, token, 'POST', '/v1/top-ups', { amount, currency: 'TWD' });
  await expect
    .poll(async () => (await call(transactions.url, token, 'GET', '/v1/wallet')).balance.amount, {
      timeout: 30_000,
      interval: 100,
    })
    .toBe(amount);
  return token;
}

async function merchantWithTill() {
  const payout_account = { holder_name: '老街茶行', bank_code: '808', account_number: '0123456789012' };
  const { id } = await operator('/v1/merchants', { name: '老街茶行', fee_basis_points: 130, payout_account });
  const store = await operator(`/v1/merchants/${id}/stores`, { name: '河邊店' });
  const terminal = await operator(`/v1/stores/${store.id}/terminals`, { name: 'Till 1' });
  const { key } = await operator(`/v1/merchants/${id}/api-keys`, { name: 'till' });
  return { id, terminal: terminal.id, key };
}

it('what residents paid reaches the merchant’s bank account, and a killed process pays no second time', {
  timeout: 120_000,
}, async () => {
  await openBankAccount(SAFEGUARDED_BANK_ACCOUNT, '0');
  await openBankAccount('0123456789012', '0');
  const resident = await residentWithMoney('1000');
  const till = await merchantWithTill();
  const pay = async (amount: string, order_reference: string) => {
    const { code } = await call(transactions.url, resident, 'POST', '/v1/payment-codes', {});
    const body = { code, amount, currency: 'TWD', terminal: till.terminal, order_reference };
    return call(transactions.url, till.key, 'POST', '/v1/payments', body);
  };
  const first = await pay('80', 'A-1001');
  await pay('120', '=A-1002');
  await call(transactions.url, till.key, 'POST', `/v1/payments/${first.id}/refunds`, {
    amount: '30',
    currency: 'TWD',
  });

  const { open } = await finance('GET', '/v1/business-days');
  await finance('POST', `/v1/business-days/${open}/close`, {});
  const asked = finance('POST', '/v1/settlement-runs', { business_date: open }).catch(() => undefined);
  await settlement.kill();
  await asked;
  settlement = await startSettlement();
  const run = await finance('POST', '/v1/settlement-runs', { business_date: open });
  expect(run).toMatchObject({
    state: 'submitted',
    totals: { payouts: { amount: '167.79' } },
    merchant_count: 1,
  });

  const { data } = await finance('GET', `/v1/settlement-runs/${run.id}/payouts`);
  expect(data).toMatchObject([{ merchant: till.id, name: '老街茶行', status: 'paid' }]);
  expect(await bankBalance('0123456789012')).toBe('167.79');
  expect(await bankBalance(SAFEGUARDED_BANK_ACCOUNT)).toBe('832.21');

  const csv = await finance('GET', `/v1/settlement-runs/${run.id}/statements/${till.id}`);
  const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
  expect(rows[1]).toMatchObject({ payment_id: first.id, order_reference: 'A-1001', net: '78.96' });
  expect(rows[2]?.order_reference).toBe("'=A-1002");
  expect(rows.at(-1)).toMatchObject({ type: 'closing_balance', balance: '0' });
});
