import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock } = service;
const merchant = await createMerchant(service);
const token = merchant.key;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function tapping(funds = '9000') {
  const resident = await createResident(service);
  await fund(service, resident, funds);
  const call = async (amount: string) => ({
    token,
    key: randomUUID(),
    body: {
      ...paymentBody(merchant, await showCode(service, resident), amount),
      confirm_duplicate: undefined,
    },
  });
  return { resident, call };
}

test.each(['120', '3500'])(
  'a second tap of %s within five seconds is asked about, and nothing is decided',
  async (amount) => {
    const { resident, call } = await tapping();
    const first = await api.post('/v1/payments', await call(amount));
    const second = await call(amount);
    const suspected = await api.post('/v1/payments', second);
    expectProblem(suspected, 409, 'duplicate_suspected');
    expect(suspected.body.payment).toBe(first.body.id);
    const byKey = await api.get(`/v1/payments?idempotency_key=${second.key}`, { token });
    expect(byKey.body.data).toEqual([]);
    const meant = { ...second, body: { ...second.body, confirm_duplicate: true } };
    const charged = await api.post('/v1/payments', meant);
    expect(charged.status).toBe(first.status);
    expect(charged.body.id).not.toBe(first.body.id);
    const again = await api.post('/v1/payments', second);
    expect([again.status, again.text]).toEqual([charged.status, charged.text]);
    if (amount === '120') expect(await balanceOf(service, resident)).toEqual(twd('8760'));
  },
);

test('the same key is a retry, also after another tap was charged in between', async () => {
  const { resident, call } = await tapping();
  const first = await call('120');
  const paid = await api.post('/v1/payments', first);
  expect((await api.post('/v1/payments', first)).text).toBe(paid.text);
  clock.advanceMs(5_000);
  expect((await api.post('/v1/payments', await call('120'))).status).toBe(201);
  expect((await api.post('/v1/payments', first)).text).toBe(paid.text);
  expect(await balanceOf(service, resident)).toEqual(twd('8760'));
});

test('another amount is not suspected, and neither is the same after five seconds or after a refusal', async () => {
  const { resident, call } = await tapping('200');
  expectProblem(await api.post('/v1/payments', await call('201')), 402, 'insufficient_funds');
  await fund(service, resident, '1000');
  expect((await api.post('/v1/payments', await call('201'))).status).toBe(201);
  expect((await api.post('/v1/payments', await call('202'))).status).toBe(201);
  clock.advanceMs(5_000);
  expect((await api.post('/v1/payments', await call('201'))).status).toBe(201);
});

test('20 taps at once charge once', async () => {
  const { resident, call } = await tapping();
  const calls = await Promise.all(Array.from({ length: 20 }, () => call('120')));
  const answers = await Promise.all(calls.map((one) => api.post('/v1/payments', one)));
  const paid = answers.filter(({ status }) => status === 201);
  expect(paid).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expectProblem(answer, 409, 'duplicate_suspected');
    expect(answer.body.payment).toBe(paid[0]?.body.id);
  }
  expect(await balanceOf(service, resident)).toEqual(twd('8880'));
});

test('a payer sees the payment with the names of the shop and nothing of its tills', async () => {
  const { resident, call } = await tapping();
  const paid = await api.post('/v1/payments', await call('120'));
  const own = await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token: resident.token });
  expect(own.body).toEqual({
    id: paid.body.id,
    status: 'succeeded',
    finished: true,
    ...twd('120'),
    refunded: twd('0'),
    merchant: 'Old Street Tea',
    store: 'By the river',
    created_at: paid.body.created_at,
    business_date: paid.body.business_date,
  });
  const listed = async () => (await api.get('/v1/payments', { token: resident.token })).body.data;
  await expect.poll(listed).toEqual([own.body]);
  const answer = await api.get('/v1/payments?order_reference=A-1', { token: resident.token });
  expectProblem(answer, 400, 'validation_failed');
});
