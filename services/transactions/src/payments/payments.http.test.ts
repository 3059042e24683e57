import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newPaymentCode } from '../payment-codes/payment-code.ts';
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
const { api, clock } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;

async function residentWith(amount: string) {
  const resident = await createResident(service);
  await fund(service, resident, amount);
  return resident;
}

async function postedPayments(): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where purpose = 'payment' and refusal is null",
  );
  return Number(rows[0]?.count);
}

test('a payment moves the money and says all about itself', async () => {
  const resident = await residentWith('500');
  const body = paymentBody(merchant, await showCode(service, resident));
  const paid = await api.post('/v1/payments', { token, body });
  expect(paid.status).toBe(201);
  expect(paid.body).toEqual({
    id: expect.stringMatching(/^pay_[0-9a-z]{26}$/) as string,
    status: 'succeeded',
    finished: true,
    amount: '120',
    currency: 'TWD',
    refunded: { amount: '0', currency: 'TWD' },
    merchant: merchant.id,
    store: merchant.store,
    terminal: merchant.terminal,
    order_reference: body.order_reference,
    charged_by: { kind: 'api_key', id_ends_with: expect.stringMatching(/^[0-9a-z]{8}$/) as string },
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
    business_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
});

test('a retry with the same key answers the same to the byte, says so, and moves nothing', async () => {
  const resident = await residentWith('500');
  const call = { token, key: randomUUID(), body: paymentBody(merchant, await showCode(service, resident)) };
  const first = await api.post('/v1/payments', call);
  const again = await api.post('/v1/payments', call);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.text).toBe(first.text);
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
});

test('100 requests at once with one key are one payment with identical answers', async () => {
  const resident = await residentWith('500');
  const before = await postedPayments();
  const call = { token, key: randomUUID(), body: paymentBody(merchant, await showCode(service, resident)) };
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.post('/v1/payments', call)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await postedPayments()).toBe(before + 1);
  expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
});

test('one code at ten tills of several merchants, 100 times at once, pays once', async () => {
  const resident = await residentWith('5000');
  const tills = await Promise.all(
    Array.from({ length: 10 }, (_, i) => createMerchant(service, `Stall ${i}`)),
  );
  const code = await showCode(service, resident);
  const before = await postedPayments();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => tills)
      .flat()
      .map((till) => api.post('/v1/payments', { token: till.key, body: paymentBody(till, code, '10') })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expectProblem(answer, 409, 'code_already_used');
  expect(await postedPayments()).toBe(before + 1);
  expect(await balanceOf(service, resident)).toEqual({ amount: '4990', currency: 'TWD' });
});

test('a wallet is never overdrawn by payments that fit alone but not together', async () => {
  const resident = await residentWith('100');
  const codes = await Promise.all(Array.from({ length: 20 }, () => showCode(service, resident)));
  const answers = await Promise.all(
    codes.map((code) => api.post('/v1/payments', { token, body: paymentBody(merchant, code, '30') })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  expect(await balanceOf(service, resident)).toEqual({ amount: '10', currency: 'TWD' });
});

test('a retry after the code has expired, and after it was forgotten, replays the payment', async () => {
  const resident = await residentWith('500');
  const call = { token, key: randomUUID(), body: paymentBody(merchant, await showCode(service, resident)) };
  const first = await api.post('/v1/payments', call);
  expect(first.status).toBe(201);
  for (const ms of [61_000, 10 * 60_000]) {
    clock.advanceMs(ms);
    const again = await api.post('/v1/payments', call);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  }
});

test('a retry after a refund still says what the first answer said', async () => {
  const resident = await residentWith('500');
  const call = { token, key: randomUUID(), body: paymentBody(merchant, await showCode(service, resident)) };
  const first = await api.post('/v1/payments', call);
  const body = { amount: '20', currency: 'TWD' };
  await api.post(`/v1/payments/${textOf(first, 'id')}/refunds`, { token, body });
  expect((await api.post('/v1/payments', call)).text).toBe(first.text);
  clock.advanceMs(61_000);
  expect((await api.post('/v1/payments', call)).text).toBe(first.text);
});

test('a key used for another request is 422, with a live code and with an expired one', async () => {
  const resident = await residentWith('500');
  const key = randomUUID();
  const body = paymentBody(merchant, await showCode(service, resident));
  expect((await api.post('/v1/payments', { token, key, body })).status).toBe(201);
  const other = { ...body, amount: '121' };
  expectProblem(await api.post('/v1/payments', { token, key, body: other }), 422, 'idempotency_key_reused');
  clock.advanceMs(61_000);
  expectProblem(await api.post('/v1/payments', { token, key, body: other }), 422, 'idempotency_key_reused');
  expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
});

test('one key of two merchants is two payments', async () => {
  const resident = await residentWith('500');
  const key = randomUUID();
  for (const till of [merchant, rival]) {
    const body = paymentBody(till, await showCode(service, resident));
    expect((await api.post('/v1/payments', { token: till.key, key, body })).status).toBe(201);
  }
  expect(await balanceOf(service, resident)).toEqual({ amount: '260', currency: 'TWD' });
});

test('too little money is 402, tells the till nothing about the wallet, and is remembered', async () => {
  const resident = await residentWith('100');
  const call = {
    token,
    key: randomUUID(),
    body: paymentBody(merchant, await showCode(service, resident), '101'),
  };
  const first = await api.post('/v1/payments', call);
  expectProblem(first, 402, 'insufficient_funds');
  expect(first.text).not.toContain('100');
  expect(first.text).not.toContain('balance');
  expect(first.body.detail).toContain('No money moved');
  await fund(service, resident, '500');
  const again = await api.post('/v1/payments', call);
  expectProblem(again, 402, 'insufficient_funds');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  clock.advanceMs(61_000);
  expectProblem(await api.post('/v1/payments', call), 402, 'insufficient_funds');
  expect(await balanceOf(service, resident)).toEqual({ amount: '600', currency: 'TWD' });
});

test('a refused payment leaves its code to be used with a new key', async () => {
  const resident = await residentWith('100');
  const code = await showCode(service, resident);
  const refused = await api.post('/v1/payments', { token, body: paymentBody(merchant, code, '101') });
  expectProblem(refused, 402, 'insufficient_funds');
  const paid = await api.post('/v1/payments', { token, body: paymentBody(merchant, code, '100') });
  expect(paid.status).toBe(201);
});

test('an expired code is told from an unknown one for five minutes', async () => {
  const resident = await residentWith('500');
  const body = paymentBody(merchant, await showCode(service, resident));
  clock.advanceMs(60_000);
  const call = { token, key: randomUUID(), body };
  expectProblem(await api.post('/v1/payments', call), 409, 'code_expired');
  clock.advanceMs(5 * 60_000);
  expectProblem(await api.post('/v1/payments', { token, body }), 404, 'code_unknown');
  const again = await api.post('/v1/payments', call);
  expectProblem(again, 409, 'code_expired');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const byKey = await api.get(`/v1/payments?idempotency_key=${call.key}`, { token });
  expect(byKey.body.data).toMatchObject([{ status: 'failed', failure: { code: 'code_expired' } }]);
  expect(await balanceOf(service, resident)).toEqual({ amount: '500', currency: 'TWD' });
});

test('sent at once before and after the code expires, a request has one answer, and the money agrees', async () => {
  const residents = await Promise.all(Array.from({ length: 10 }, () => residentWith('120')));
  for (const resident of residents) {
    const call = { token, key: randomUUID(), body: paymentBody(merchant, await showCode(service, resident)) };
    const inTime = api.post('/v1/payments', call);
    clock.advanceMs(61_000);
    const answers = await Promise.all([
      inTime,
      api.post('/v1/payments', call),
      api.post('/v1/payments', call),
    ]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses.size).toBe(1);
    const amount = statuses.has(201) ? '0' : '120';
    expect(await balanceOf(service, resident)).toEqual({ amount, currency: 'TWD' });
  }
});

test('a merchant that tries unknown codes is slowed down; others, and its own live codes, are not', async () => {
  const guesser = await createMerchant(service, 'Guesser');
  const tryOne = () =>
    api.post('/v1/payments', { token: guesser.key, body: paymentBody(guesser, newPaymentCode()) });
  const answers = [];
  for (let round = 0; round < 7; round++)
    answers.push(...(await Promise.all(Array.from({ length: 50 }, tryOne))));
  expect(answers.filter(({ status }) => status === 404)).toHaveLength(300);
  for (const answer of answers.filter(({ status }) => status !== 404))
    expectProblem(answer, 429, 'too_many_unknown_codes');
  const resident = await residentWith('500');
  expect((await pay(service, resident, guesser)).status).toBe(201);
  expect((await pay(service, resident, merchant)).status).toBe(201);
  clock.advanceMs(60_000);
  expectProblem(await tryOne(), 404, 'code_unknown');
});

test("another merchant's terminal is not there", async () => {
  const resident = await residentWith('500');
  const body = { ...paymentBody(merchant, await showCode(service, resident)), terminal: rival.terminal };
  const answer = await api.post('/v1/payments', { token, body });
  expectProblem(answer, 404, 'terminal_not_found');
  expect(await balanceOf(service, resident)).toEqual({ amount: '500', currency: 'TWD' });
});
