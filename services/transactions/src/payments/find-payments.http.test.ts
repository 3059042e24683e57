import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { cashierAtTill } from '../cashiers/cashiers.testing.ts';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;

async function residentWith(amount: string) {
  const resident = await createResident(service);
  await fund(service, resident, amount);
  return resident;
}

test('a payment is found by id and by key, with what was refunded, the moment it is done', async () => {
  const resident = await residentWith('500');
  const key = randomUUID();
  const body = paymentBody(merchant, await showCode(service, resident));
  const paid = await api.post('/v1/payments', { token, key, body });
  const id = textOf(paid, 'id');
  expect((await api.get(`/v1/payments/${id}`, { token })).text).toBe(paid.text);
  const refund = { amount: '20', currency: 'TWD' };
  expect((await api.post(`/v1/payments/${id}/refunds`, { token, body: refund })).status).toBe(201);
  const now = { ...paid.body, refunded: refund };
  expect((await api.get(`/v1/payments/${id}`, { token })).body).toEqual(now);
  const byKey = await api.get(`/v1/payments?idempotency_key=${key}`, { token });
  expect(byKey.body).toEqual({ data: [now], has_more: false, next_cursor: null });
});

test('a payment that the book refused is found as failed', async () => {
  const resident = await createResident(service);
  const key = randomUUID();
  const body = paymentBody(merchant, await showCode(service, resident));
  const refused = await api.post('/v1/payments', { token, key, body });
  const byId = await api.get(`/v1/payments/${textOf(refused, 'payment')}`, { token });
  expect(byId.body).toMatchObject({
    status: 'failed',
    finished: true,
    failure: { code: 'insufficient_funds' },
  });
  const byKey = await api.get(`/v1/payments?idempotency_key=${key}`, { token });
  expect(byKey.body.data).toEqual([byId.body]);
});

test("another merchant's payment is not there, by id or by key", async () => {
  const resident = await residentWith('500');
  const key = randomUUID();
  const body = paymentBody(merchant, await showCode(service, resident));
  const id = textOf(await api.post('/v1/payments', { token, key, body }), 'id');
  expectProblem(await api.get(`/v1/payments/${id}`, { token: rival.key }), 404, 'payment_not_found');
  const byKey = await api.get(`/v1/payments?idempotency_key=${key}`, { token: rival.key });
  expect(byKey.body.data).toEqual([]);
});

test('the list has each payment once, newest first, over pages, and by order reference', async () => {
  const shop = await createMerchant(service, 'List Shop');
  const resident = await residentWith('500');
  const paid: string[] = [];
  for (let i = 0; i < 5; i++) paid.unshift(textOf(await pay(service, resident, shop, '10'), 'id'));
  const idsOf = ({ body }: Answer) =>
    (body.data as { id: string; order_reference: string }[]).map(({ id }) => id);
  await expect.poll(async () => idsOf(await api.get('/v1/payments', { token: shop.key }))).toEqual(paid);

  const listed: string[] = [];
  let cursor = '';
  for (let page = 0; page < 5; page++) {
    const answer = await api.get(`/v1/payments?limit=2${cursor}`, { token: shop.key });
    listed.push(...idsOf(answer));
    if (answer.body.has_more !== true) break;
    cursor = `&cursor=${textOf(answer, 'next_cursor')}`;
  }
  expect(listed).toEqual(paid);

  const last = await api.get(`/v1/payments/${paid[0]}`, { token: shop.key });
  const order = encodeURIComponent(textOf(last, 'order_reference'));
  expect(idsOf(await api.get(`/v1/payments?order_reference=${order}`, { token: shop.key }))).toEqual([
    paid[0],
  ]);
});

test('a shop reads who charged, in the answer, alone, in the list and on a retry by somebody else', async () => {
  const resident = await createResident(service);
  await fund(service, resident, '9000');
  const cashier = await cashierAtTill(service, merchant, 'cashier');
  const call = async (amount: string) => ({
    key: randomUUID(),
    body: paymentBody(merchant, await showCode(service, resident), amount),
  });
  const chargedBy = { kind: 'cashier', id_ends_with: cashier.id.slice(-8) };
  // Straight, and in the two steps of a payment that waits for its resident.
  for (const amount of ['120', '3500']) {
    const asked = await call(amount);
    const first = await api.post('/v1/payments', { ...asked, token: cashier.token });
    expect(first.body.charged_by).toEqual(chargedBy);
    const again = await api.post('/v1/payments', { ...asked, token: merchant.key });
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const path = `/v1/payments/${textOf(first, 'id')}`;
    expect((await api.get(path, { token: merchant.key })).body.charged_by).toEqual(chargedBy);
    if (amount === '3500') {
      const confirm = `/v1/payment-confirmations/${textOf(first, 'id')}/confirm`;
      await api.post(confirm, { token: resident.token, body: {} });
    }
    const listed = async () => {
      const { body } = await api.get('/v1/payments?limit=100', { token: merchant.key });
      const data = body.data as { id: string; charged_by: unknown }[];
      return data.find(({ id }) => id === first.body.id)?.charged_by;
    };
    await expect.poll(listed, { timeout: 10_000 }).toEqual(chargedBy);
    expect((await api.get(path, { token: resident.token })).text).not.toContain('charged_by');
  }
  const byKey = await api.post('/v1/payments', { ...(await call('50')), token: merchant.key });
  expect(byKey.body.charged_by).toMatchObject({ kind: 'api_key' });
  const { rows } = await service.database.raw<{ rows: { bytes: number }[] }>(
    `select max(pg_column_size(reference) - pg_column_size(reference - 'by')) as bytes
       from book_main.entries where purpose = 'payment' and reference ->> 'by' is not null`,
  );
  expect(rows[0]?.bytes).toBeGreaterThan(0);
  expect(rows[0]?.bytes).toBeLessThanOrEqual(20);
});
