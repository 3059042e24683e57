import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import {
  balanceOf,
  createMerchant,
  createResident,
  fund,
  pay,
  paymentBody,
  showCode,
} from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;

async function paidPayment(amount = '100') {
  const resident = await createResident(service);
  await fund(service, resident, amount);
  return { resident, id: textOf(await pay(service, resident, merchant, amount), 'id') };
}

const twd = (amount: string) => ({ amount, currency: 'TWD' });

test('a refund gives money back and is found again', async () => {
  const { resident, id } = await paidPayment();
  const body = { ...twd('30'), reason: 'returned_goods' };
  const refunded = await api.post(`/v1/payments/${id}/refunds`, { token, body });
  expect(refunded.status).toBe(201);
  expect(refunded.body).toMatchObject({
    id: expect.stringMatching(/^rfd_[0-9a-z]{26}$/) as string,
    status: 'succeeded',
    finished: true,
    payment: id,
    ...body,
  });
  expect(await balanceOf(service, resident)).toEqual(twd('30'));
  expect((await api.get(`/v1/refunds/${textOf(refunded, 'id')}`, { token })).text).toBe(refunded.text);
  await expect
    .poll(async () => (await api.get(`/v1/payments/${id}/refunds`, { token })).body.data)
    .toEqual([refunded.body]);
});

test('a retry replays, and a key used for another amount or another payment is 422', async () => {
  const { resident, id } = await paidPayment();
  const other = await paidPayment();
  const call = { token, key: randomUUID(), body: twd('30') };
  const first = await api.post(`/v1/payments/${id}/refunds`, call);
  const again = await api.post(`/v1/payments/${id}/refunds`, call);
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const changed = { ...call, body: twd('31') };
  expectProblem(await api.post(`/v1/payments/${id}/refunds`, changed), 422, 'idempotency_key_reused');
  expectProblem(await api.post(`/v1/payments/${other.id}/refunds`, call), 422, 'idempotency_key_reused');
  expect(await balanceOf(service, resident)).toEqual(twd('30'));
});

test('refunds never exceed the payment, and the refusal says what is left', async () => {
  const { resident, id } = await paidPayment();
  await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('60') });
  const refused = await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('41') });
  expectProblem(refused, 409, 'refund_exceeds_original');
  expect(refused.body.refundable).toEqual(twd('40'));
  expect((await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('40') })).status).toBe(201);
  expect(await balanceOf(service, resident)).toEqual(twd('100'));
});

test('20 refunds at once of a payment that covers 10 give back exactly the payment', async () => {
  const { resident, id } = await paidPayment();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => api.post(`/v1/payments/${id}/refunds`, { token, body: twd('10') })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expectProblem(answer, 409, 'refund_exceeds_original');
  expect(await balanceOf(service, resident)).toEqual(twd('100'));
});

test('a payment that failed cannot be refunded', async () => {
  const resident = await createResident(service);
  const body = paymentBody(merchant, await showCode(service, resident));
  const failed = textOf(await api.post('/v1/payments', { token, body }), 'payment');
  const answer = await api.post(`/v1/payments/${failed}/refunds`, { token, body: twd('10') });
  expectProblem(answer, 409, 'payment_not_refundable');
});

test("another merchant's payments and refunds are not there", async () => {
  const { id } = await paidPayment();
  const refunded = await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('10') });
  const theirs = { token: rival.key };
  const tried = await api.post(`/v1/payments/${id}/refunds`, { ...theirs, body: twd('10') });
  expectProblem(tried, 404, 'payment_not_found');
  expectProblem(await api.get(`/v1/payments/${id}/refunds`, theirs), 404, 'payment_not_found');
  expectProblem(await api.get(`/v1/refunds/${textOf(refunded, 'id')}`, theirs), 404, 'refund_not_found');
});

test('a payment id is no refund id, and the other way round', async () => {
  const { id } = await paidPayment();
  const asRefund = id.replace('pay_', 'rfd_');
  expectProblem(await api.get(`/v1/refunds/${asRefund}`, { token }), 404, 'refund_not_found');
  const refund = textOf(await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('10') }), 'id');
  const asPayment = refund.replace('rfd_', 'pay_');
  expectProblem(await api.get(`/v1/payments/${asPayment}`, { token }), 404, 'payment_not_found');
  const nested = await api.post(`/v1/payments/${asPayment}/refunds`, { token, body: twd('10') });
  expectProblem(nested, 404, 'payment_not_found');
});
