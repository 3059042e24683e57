import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, database } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
await fund(service, resident, '10000');

interface Projected {
  readonly payments: unknown;
  readonly refunds: unknown;
}

async function projected(): Promise<Projected> {
  const payments = await database.raw<{ rows: object[] }>(
    'select to_jsonb(payments) as row from transactions.payments payments order by batch, index',
  );
  const refunds = await database.raw<{ rows: object[] }>(
    'select to_jsonb(refunds) as row from transactions.refunds refunds order by batch, index',
  );
  return { payments: payments.rows, refunds: refunds.rows };
}

async function countOf(table: 'payments' | 'refunds'): Promise<number> {
  const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from transactions.${table}`,
  );
  return Number(rows[0]?.count);
}

async function payAndRefund(times: number): Promise<void> {
  const paid = await Promise.all(Array.from({ length: times }, () => pay(service, resident, merchant, '10')));
  for (const answer of paid.slice(0, 3)) {
    const body = { amount: '5', currency: 'TWD' };
    await api.post(`/v1/payments/${textOf(answer, 'id')}/refunds`, { token: merchant.key, body });
  }
}

test('every payment and refund arrives once', async () => {
  await payAndRefund(20);
  await expect.poll(() => countOf('payments')).toBe(20);
  await expect.poll(() => countOf('refunds')).toBe(3);
});

test('thrown away and read again from the beginning, the rows are the same', async () => {
  const before = await projected();
  await database.transaction(async (trx) => {
    await trx.raw('truncate transactions.payments, transactions.captures, transactions.refunds');
    await trx.raw("update transactions.feed_positions set batch = 0, index = 0 where name = 'payments'");
  });
  // The loop is waiting for news at the old position; it sees that it was moved, and begins again.
  await expect.poll(projected, { timeout: 15_000 }).toEqual(before);
});

test('after a crash of the ledger the feed goes on, and nothing is twice', async () => {
  const before = await countOf('payments');
  await service.restartLedger();
  await expect
    .poll(async () => (await pay(service, resident, merchant, '10')).status, { timeout: 20_000 })
    .toBe(201);
  await expect.poll(() => countOf('payments'), { timeout: 15_000 }).toBe(before + 1);
});

test('while the ledger is away a payment is a fault that may be retried, and the retry pays once', async () => {
  const { rows } = await database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where purpose = 'payment' and refusal is null",
  );
  const code = textOf(await api.post('/v1/payment-codes', { token: resident.token, body: {} }), 'code');
  const body = { code, amount: '10', currency: 'TWD', terminal: merchant.terminal, order_reference: 'crash' };
  const call = { token: merchant.key, key: 'one-sale', body };
  const restarted = service.restartLedger();
  const first = await api.post('/v1/payments', call);
  if (first.status !== 201) expect(first).toMatchObject({ status: 503, body: { retryable: true } });
  await restarted;
  await expect.poll(async () => (await api.post('/v1/payments', call)).status, { timeout: 20_000 }).toBe(201);
  const after = await database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where purpose = 'payment' and refusal is null",
  );
  expect(Number(after.rows[0]?.count) - Number(rows[0]?.count)).toBe(1);
});
