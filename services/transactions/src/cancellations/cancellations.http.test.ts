import { randomUUID } from 'node:crypto';
import { withTrx } from '@tamsui/platform/database';
import { expect, test } from 'vitest';
import { takeFeed } from '../projection/projection-store.ts';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function sale(amount = '120', more: object = {}) {
  const resident = await createResident(service);
  await fund(service, resident, '5000');
  const body = { ...paymentBody(merchant, await showCode(service, resident), amount), ...more };
  const call = { token, key: randomUUID(), body };
  return { resident, call, order: body.order_reference };
}

const cancel = (order: string, more: object = {}, key = randomUUID()) =>
  api.post('/v1/cancellations', { token, key, body: { order_reference: order, ...more } });
const read = (id: string) => api.get(`/v1/cancellations/${id}`, { token });
const statusesOf = async (id: string) => (await read(id)).body.status;

test('after the payment all that is left of it is refunded, once, and the answer stays', async () => {
  const { resident, call, order } = await sale();
  const id = textOf(await api.post('/v1/payments', call), 'id');
  await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('20') });
  const key = randomUUID();
  const cancelled = await cancel(order, {}, key);
  expect(cancelled.status).toBe(201);
  expect(cancelled.body).toMatchObject({
    id: expect.stringMatching(/^can_[0-9a-z]{26}$/) as string,
    status: 'refunded',
    finished: true,
    order_reference: order,
    terminal: null,
    refunded: twd('100'),
    payments: [{ payment: id, status: 'refunded', refunded: twd('100') }],
  });
  const again = await cancel(order, {}, key);
  expect([again.status, again.text]).toEqual([201, cancelled.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(await cancel('other', {}, key), 422, 'idempotency_key_reused');
  expect((await read(textOf(cancelled, 'id'))).text).toBe(cancelled.text);
  expect(await balanceOf(service, resident)).toEqual(twd('5000'));
  expect((await api.post('/v1/payments', call)).body.status).toBe('succeeded');
});

test('before the payment it is declined, and cannot be confirmed afterwards', async () => {
  const { resident, call, order } = await sale('3500');
  const id = textOf(await api.post('/v1/payments', call), 'id');
  const cancelled = await cancel(order);
  expect(cancelled.body).toMatchObject({ status: 'voided', finished: true, refunded: twd('0') });
  const confirmed = await api.post(`/v1/payment-confirmations/${id}/confirm`, {
    token: resident.token,
    body: {},
  });
  expectProblem(confirmed, 409, 'order_cancelled');
  expect(await balanceOf(service, resident)).toEqual(twd('5000'));
});

test('an authorisation is voided, and what was captured of it is refunded', async () => {
  const untouched = await sale('500', { capture: 'manual' });
  await api.post('/v1/payments', untouched.call);
  expect((await cancel(untouched.order)).body).toMatchObject({ status: 'voided', refunded: twd('0') });
  const captured = await sale('500', { capture: 'manual' });
  const id = textOf(await api.post('/v1/payments', captured.call), 'id');
  for (const amount of ['100', '50'])
    await api.post(`/v1/payments/${id}/captures`, { token, body: twd(amount) });
  expect((await cancel(captured.order)).body).toMatchObject({ status: 'refunded', refunded: twd('150') });
  expect(await balanceOf(service, captured.resident)).toEqual(twd('5000'));
  const late = await api.post(`/v1/payments/${id}/captures`, { token, body: twd('1') });
  expectProblem(late, 409, 'authorisation_over');
});

test('when nothing is there, a new request for the order is refused for ever, whatever kind it is', async () => {
  for (const [amount, more] of [
    ['120', {}],
    ['3500', {}],
    ['120', { capture: 'manual' }],
  ] as const) {
    const { resident, call, order } = await sale(amount, more);
    const cancelled = await cancel(order);
    expect(cancelled.body).toMatchObject({ status: 'nothing_to_cancel_yet', finished: false, payments: [] });
    const refused = await api.post('/v1/payments', call);
    expectProblem(refused, 409, 'order_cancelled');
    expect(refused.body.money_moved).toBe(false);
    const again = await api.post('/v1/payments', call);
    expectProblem(again, 409, 'order_cancelled');
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await balanceOf(service, resident)).toEqual(twd('5000'));
  }
});

test('paid and cancelled at once, the payment is refused or refunded, and nothing stays taken', async () => {
  const sales = await Promise.all(Array.from({ length: 10 }, () => sale()));
  const outcomes = await Promise.all(
    sales.map(async ({ call, order }) => Promise.all([api.post('/v1/payments', call), cancel(order)])),
  );
  for (const [paid] of outcomes) expect([201, 409]).toContain(paid.status);
  for (const { resident } of sales)
    await expect.poll(() => balanceOf(service, resident), { timeout: 15_000 }).toEqual(twd('5000'));
  for (const [paid, cancelled] of outcomes) {
    const expected = paid.status === 201 ? 'refunded' : 'nothing_to_cancel_yet';
    await expect.poll(() => statusesOf(textOf(cancelled, 'id'))).toBe(expected);
  }
});

/** As if written by a process whose memory of cancelled orders this one does not share. */
async function cancelElsewhere(order: string): Promise<void> {
  await service.database.raw(
    `insert into transactions.cancellations
            (id, fingerprint, merchant_id, payable_account, order_reference, actor, created_at)
     select gen_random_uuid(), repeat('0', 32), merchants.id, merchants.payable_account, :order, 'key_x', :longAgo
       from transactions.merchants merchants
       join transactions.stores stores on stores.merchant_id = merchants.id
      where merchants.name = 'Old Street Tea' limit 1`,
    { order, longAgo: new Date(0) },
  );
}

test('a payment that another process let through after the cancellation is refunded by itself', async () => {
  const { resident, call, order } = await sale();
  await cancelElsewhere(order);
  const paid = await api.post('/v1/payments', call);
  expect(paid.status).toBe(201);
  await expect.poll(() => balanceOf(service, resident), { timeout: 15_000 }).toEqual(twd('5000'));
  expect((await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token })).body.refunded).toEqual(twd('120'));
});

test('an authorisation whose order another process cancels before the lists hear of it is voided by itself', async () => {
  const { call, order } = await sale('500', { capture: 'manual' });
  const id = await withTrx(service.database, async (trx) => {
    // Nobody else follows the feed until this trx is over.
    await expect.poll(() => takeFeed(trx), { timeout: 15_000 }).not.toBe('taken');
    const authorised = await api.post('/v1/payments', call);
    expect([authorised.status, authorised.body.status]).toEqual([201, 'authorised']);
    await cancelElsewhere(order);
    return textOf(authorised, 'id');
  });
  const statusNow = async () => (await api.get(`/v1/payments/${id}`, { token })).body.status;
  await expect.poll(statusNow, { timeout: 15_000 }).toBe('voided');
});

test('20 cancellations of one payment at once refund it once', async () => {
  const { resident, call, order } = await sale();
  await api.post('/v1/payments', call);
  const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(order)));
  for (const answer of answers) expect([answer.status, answer.body.status]).toEqual([201, 'refunded']);
  expect(await balanceOf(service, resident)).toEqual(twd('5000'));
  const sum = answers.reduce(
    (total, { body }) => total + Number((body.refunded as { amount: string }).amount),
    0,
  );
  expect(sum).toBe(120);
});

test('a key that comes for two orders at once cancels one of them', async () => {
  for (let round = 0; round < 8; round++) {
    const [sales, key] = [[await sale(), await sale()], randomUUID()];
    for (const { call } of sales) await api.post('/v1/payments', call);
    const answers = await Promise.all(sales.map(({ order }) => cancel(order, {}, key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 422]));
    for (const [index, { resident }] of sales.entries()) {
      const expected = answers[index]?.status === 201 ? '5000' : '4880';
      expect(await balanceOf(service, resident)).toEqual(twd(expected));
    }
  }
});

test('refunded by a cashier at the same moment, no more than the payment goes back', async () => {
  const { resident, call, order } = await sale();
  const id = textOf(await api.post('/v1/payments', call), 'id');
  const refunds = Array.from({ length: 5 }, () =>
    api.post(`/v1/payments/${id}/refunds`, { token, body: twd('30') }),
  );
  await Promise.all([...refunds, cancel(order)]);
  await expect.poll(() => balanceOf(service, resident), { timeout: 15_000 }).toEqual(twd('5000'));
});

test('at one terminal only, the order at another is left alone', async () => {
  const other = textOf(
    await api.post(`/v1/stores/${merchant.store}/terminals`, {
      token: service.operatorToken,
      body: { name: 'Till 2' },
    }),
    'id',
  );
  const { call, order } = await sale();
  await api.post('/v1/payments', call);
  expect((await cancel(order, { terminal: other })).body.status).toBe('nothing_to_cancel_yet');
  expect((await cancel(order, { terminal: merchant.terminal })).body.status).toBe('refunded');
});

test("another merchant's orders, terminals and cancellations are not there", async () => {
  const { resident, call, order } = await sale();
  await api.post('/v1/payments', call);
  const body = { order_reference: order };
  const theirs = await api.post('/v1/cancellations', { token: rival.key, body });
  expect(theirs.body.status).toBe('nothing_to_cancel_yet');
  expect(await balanceOf(service, resident)).toEqual(twd('4880'));
  expectProblem(await cancel(order, { terminal: rival.terminal }), 404, 'terminal_not_found');
  const own = textOf(await cancel(order), 'id');
  expectProblem(
    await api.get(`/v1/cancellations/${own}`, { token: rival.key }),
    404,
    'cancellation_not_found',
  );
});
