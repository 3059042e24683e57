import { randomUUID } from 'node:crypto';
import { formatPublicId, newUuid, parsePublicId } from '@tamsui/ids';
import { chartAccountId } from '@tamsui/ledger-client';
import { expect, test } from 'vitest';
import type { MerchantPrincipal } from '../auth/principal.ts';
import { createTerminalDirectory } from '../merchants/terminal-directory.ts';
import { createPaymentNews } from '../payments/payment-news.ts';
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
import { refundPayment } from './refund-payment.ts';

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
  const body = { ...twd('30'), reason: { code: 'returned_goods' } };
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

test('a refund says in the journal who gave it', async () => {
  const { id } = await paidPayment();
  const refund = textOf(await api.post(`/v1/payments/${id}/refunds`, { token, body: twd('10') }), 'id');
  const { rows } = await service.database.raw<{ rows: { by: string; id: string }[] }>(
    "select reference ->> 'by' as by, id from book_main.entries where purpose = 'refund' order by batch desc limit 1",
  );
  expect(rows[0]?.by).toMatch(/^key_[0-9a-z]{26}$/);
  expect(formatPublicId('rfd', rows[0]?.id ?? '')).toBe(refund);
});

test('an actor with a cap gives back that much at a time, and a retry stands when the cap is lowered', async () => {
  const { resident, id } = await paidPayment();
  const { deps, who } = await cappedAt(5_000n);
  const ask = (amountMinor: bigint, idempotencyKey: string, refundCapMinor = 5_000n) =>
    refundPayment(deps, {
      merchant: { ...who, refundCapMinor },
      idempotencyKey,
      fingerprint: '0'.repeat(32),
      paymentId: parsePublicId('pay', id) ?? '',
      amountMinor,
      currency: 'TWD',
      reason: null,
    });
  expect((await ask(5_001n, 'a')).result).toEqual({ ok: false, refusal: { code: 'refund_above_cap' } });
  expect((await ask(5_000n, 'b')).result.ok).toBe(true);
  expect(await ask(5_000n, 'b', 0n)).toMatchObject({ replayed: true, result: { ok: true } });
  expect(await balanceOf(service, resident)).toEqual(twd('50'));
});

test('a cap holds for all that one actor gives back of a payment, in parts and at once, and for each actor alone', async () => {
  const { resident, id } = await paidPayment();
  const { deps, who } = await cappedAt(5_000n);
  const ask = (amountMinor: bigint, idempotencyKey: string, by: MerchantPrincipal = who, paymentId = id) =>
    refundPayment(deps, {
      merchant: by,
      idempotencyKey,
      fingerprint: '0'.repeat(32),
      paymentId: parsePublicId('pay', paymentId) ?? '',
      amountMinor,
      currency: 'TWD',
      reason: null,
    }).then(({ result }) => (result.ok ? 'given back' : result.refusal.code));
  const keys = Array.from({ length: 20 }, () => randomUUID());
  const answers = await Promise.all(keys.map((key) => ask(1_000n, key)));
  expect(answers.filter((answer) => answer === 'given back')).toHaveLength(5);
  expect(answers.filter((answer) => answer === 'refund_above_cap')).toHaveLength(15);
  expect(await balanceOf(service, resident)).toEqual(twd('50'));
  // A retry is answered again, also now that nothing is left of the cap.
  const first = keys[answers.indexOf('given back')] ?? '';
  expect(await ask(1_000n, first)).toBe('given back');
  expect(await ask(500n, first)).toBe('idempotency_key_reused');
  expect(await ask(100n, randomUUID())).toBe('refund_above_cap');
  // Another payment, and another's cap, are whole.
  const other = await paidPayment();
  expect(await ask(5_000n, randomUUID(), who, other.id)).toBe('given back');
  const colleague = { ...who, actor: { kind: 'cashier', id: newUuid(), terminalId: null } } as const;
  expect(await ask(2_000n, randomUUID(), colleague)).toBe('given back');
});

test('what the ledger refuses does not count against a cap', async () => {
  const { id } = await paidPayment();
  const { deps, who } = await cappedAt(100_000n);
  const ask = async (amountMinor: bigint) => {
    const { result } = await refundPayment(deps, {
      merchant: who,
      idempotencyKey: randomUUID(),
      fingerprint: '0'.repeat(32),
      paymentId: parsePublicId('pay', id) ?? '',
      amountMinor,
      currency: 'TWD',
      reason: null,
    });
    return result.ok ? 'given back' : result.refusal.code;
  };
  expect(await ask(99_900n)).toBe('refund_exceeds_original');
  expect(await ask(5_000n)).toBe('given back');
});

/** What the routes hand over, with an actor that has a cap. */
async function cappedAt(refundCapMinor: bigint) {
  const { database, clock, ledger } = service;
  const terminals = createTerminalDirectory(database, clock);
  const terminal = await terminals(parsePublicId('ter', merchant.terminal) ?? '');
  if (terminal === undefined) throw new Error('the till is there');
  const { merchantId, payableAccount } = terminal;
  const who: MerchantPrincipal = {
    kind: 'merchant',
    merchantId,
    payableAccount,
    currency: 'TWD',
    actor: { kind: 'cashier', id: newUuid(), terminalId: null },
    permissions: new Set(['payments:refund']),
    refundCapMinor,
    apiVersion: '2026-12-01',
  };
  return { deps: { database, clock, ledger, terminals, paymentNews: createPaymentNews() }, who };
}

test('refunds beyond the proceeds are a debt that is shown, up to its limit', async () => {
  const shop = await createMerchant(service, 'Deep In Debt');
  const account = await payableOf('Deep In Debt');
  const resident = await createResident(service);
  await fund(service, resident, '2000');
  const id = textOf(await pay(service, resident, shop, '2000'), 'id');
  const balance = async () => (await api.get('/v1/merchant/balance', { token: shop.key })).body;
  expect(await balance()).toMatchObject({ proceeds: twd('2000'), debt: twd('0') });
  // Everything was paid out, and more than the debt limit less NT$1,500 was given back elsewhere.
  await takeOut(account, 200_000n + 9_850_000n);
  expect(await balance()).toMatchObject({ proceeds: twd('0'), debt: twd('98500') });
  const key = randomUUID();
  const refused = await api.post(`/v1/payments/${id}/refunds`, { token: shop.key, key, body: twd('1501') });
  expectProblem(refused, 409, 'debt_limit_reached');
  const last = await api.post(`/v1/payments/${id}/refunds`, { token: shop.key, body: twd('1500') });
  expect(last.status).toBe(201);
  expect(await balance()).toMatchObject({ proceeds: twd('0'), debt: twd('100000') });
  expect(await balanceOf(service, resident)).toEqual(twd('1500'));
  await fund(service, resident, '1000');
  expect((await pay(service, resident, shop, '2400')).status).toBe(201);
  expect(await balance()).toMatchObject({ debt: twd('97600') });
  const again = await api.post(`/v1/payments/${id}/refunds`, { token: shop.key, key, body: twd('1501') });
  expectProblem(again, 409, 'debt_limit_reached');
});

async function payableOf(name: string): Promise<string> {
  const { rows } = await service.database.raw<{ rows: { account: string }[] }>(
    'select payable_account as account from transactions.merchants where name = :name',
    { name },
  );
  return rows[0]?.account ?? '';
}

/** Moves money away from a merchant. */
async function takeOut(account: string, amountMinor: bigint): Promise<void> {
  const outcome = await service.ledger.submit({
    kind: 'post',
    id: newUuid(),
    fingerprint: '0'.repeat(32),
    purpose: 'adjustment',
    currency: 'TWD',
    legs: [{ debit: account, credit: chartAccountId('merchant_fees', 'TWD'), amountMinor }],
    reference: {},
  });
  expect(outcome.status).toBe('posted');
}
