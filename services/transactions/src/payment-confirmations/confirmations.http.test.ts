import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import {
  balanceOf,
  createMerchant,
  createResident,
  fund,
  paymentBody,
  showCode,
  type TestResident,
} from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock } = service;
const merchant = await createMerchant(service);
const token = merchant.key;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function residentWith(amount: string): Promise<TestResident> {
  const resident = await createResident(service);
  await fund(service, resident, amount);
  return resident;
}

async function askFor(resident: TestResident, amount = '3001') {
  const call = {
    token,
    key: randomUUID(),
    body: paymentBody(merchant, await showCode(service, resident), amount),
  };
  const asked = await api.post('/v1/payments', call);
  expect(asked.status).toBe(202);
  return { call, asked, id: textOf(asked, 'id') };
}

const read = (id: string) => api.get(`/v1/payments/${id}`, { token });
const say = (word: 'confirm' | 'decline', id: string, resident: TestResident, body: object = {}) =>
  api.post(`/v1/payment-confirmations/${id}/${word}`, { token: resident.token, key: null, body });
const waitingFor = async (resident: TestResident) =>
  (await api.get('/v1/payment-confirmations', { token: resident.token })).body.data;

test('a payment of the threshold goes straight, and one above it waits for the resident', async () => {
  const resident = await residentWith('9000');
  const straight = await api.post('/v1/payments', {
    token,
    body: paymentBody(merchant, await showCode(service, resident), '3000'),
  });
  expect(straight.status).toBe(201);
  const { asked, id, call } = await askFor(resident);
  expect(asked.body).toEqual({
    id: expect.stringMatching(/^pay_[0-9a-z]{26}$/) as string,
    status: 'awaiting_confirmation',
    finished: false,
    ...twd('3001'),
    expires_at: new Date(clock.now().getTime() + 3 * 60_000).toISOString(),
    merchant: merchant.id,
    store: merchant.store,
    terminal: merchant.terminal,
    order_reference: call.body.order_reference,
    charged_by: { kind: 'api_key', id_ends_with: expect.stringMatching(/^[0-9a-z]{8}$/) as string },
    created_at: clock.now().toISOString(),
  });
  expect((await read(id)).body).toEqual(asked.body);
  expect(await balanceOf(service, resident)).toEqual(twd('6000'));
  expect(await waitingFor(resident)).toEqual([
    {
      id,
      status: 'awaiting_confirmation',
      ...twd('3001'),
      payee: merchant.id,
      merchant: 'Old Street Tea',
      store: 'By the river',
      order_reference: call.body.order_reference,
      created_at: asked.body.created_at,
      expires_at: asked.body.expires_at,
    },
  ]);
});

test('confirming pays once, however often and from wherever it is said, and retries of the till hear what it heard', async () => {
  const resident = await residentWith('5000');
  const { asked, id, call } = await askFor(resident);
  const said = await Promise.all(Array.from({ length: 20 }, () => say('confirm', id, resident)));
  for (const answer of said) expect([answer.status, answer.body.status]).toEqual([200, 'succeeded']);
  expect(said.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await balanceOf(service, resident)).toEqual(twd('1999'));
  const paid = await read(id);
  expect(paid.body).toMatchObject({
    status: 'succeeded',
    finished: true,
    refunded: twd('0'),
    created_at: asked.body.created_at,
  });
  expect(await waitingFor(resident)).toEqual([]);
  const again = await api.post('/v1/payments', call);
  expect([again.status, again.text]).toEqual([202, asked.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const byKey = await api.get(`/v1/payments?idempotency_key=${call.key}`, { token });
  expect(byKey.body.data).toEqual([paid.body]);
});

test('declining ends it: no money moves, and neither a confirmation nor a retry changes that', async () => {
  const resident = await residentWith('5000');
  const { asked, id, call } = await askFor(resident);
  const declined = await say('decline', id, resident);
  expect(declined.body).toMatchObject({
    status: 'failed',
    finished: true,
    money_moved: false,
    failure: { code: 'payment_declined' },
    merchant: 'Old Street Tea',
  });
  expectProblem(await say('confirm', id, resident), 409, 'payment_declined');
  expect((await read(id)).body).toMatchObject({ status: 'failed', failure: { code: 'payment_declined' } });
  expect((await api.post('/v1/payments', call)).text).toBe(asked.text);
  expect(await balanceOf(service, resident)).toEqual(twd('5000'));
});

test('what was confirmed cannot be declined', async () => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  await say('confirm', id, resident);
  expectProblem(await say('decline', id, resident), 409, 'payment_already_confirmed');
});

test('it expires at its instant, for good, whoever looks first', async () => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  clock.advanceMs(3 * 60_000 - 1);
  expect((await read(id)).body.status).toBe('awaiting_confirmation');
  clock.advanceMs(1);
  expect((await read(id)).body).toMatchObject({
    status: 'failed',
    money_moved: false,
    failure: { code: 'confirmation_expired' },
  });
  expectProblem(await say('confirm', id, resident), 409, 'confirmation_expired');
  expect(await waitingFor(resident)).toEqual([]);
});

test('nobody has to look: what was not confirmed in time is decided in the ledger', async () => {
  const resident = await residentWith('5000');
  await askFor(resident);
  clock.advanceMs(3 * 60_000);
  const reasons = async () =>
    (
      await service.database.raw<{ rows: unknown[] }>(
        `select entries.refusal ->> 'reason' as reason from transactions.staged_payments staged
           join book_main.entries entries on entries.id = staged.id
          where staged.confirm_before <= :now and staged.resident_id is not null
          order by staged.created_at desc limit 1`,
        { now: clock.now() },
      )
    ).rows;
  await expect.poll(reasons, { timeout: 10_000 }).toEqual([{ reason: 'confirmation_expired' }]);
});

test('too little money is told when the resident confirms, and to the till when it asks', async () => {
  const resident = await residentWith('3000');
  const { id } = await askFor(resident);
  expectProblem(await say('confirm', id, resident), 402, 'insufficient_funds');
  expect((await read(id)).body).toMatchObject({ status: 'failed', failure: { code: 'insufficient_funds' } });
});

test("another resident's payment is not there", async () => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  const stranger = await createResident(service);
  for (const word of ['confirm', 'decline'] as const)
    expectProblem(await say(word, id, stranger), 404, 'payment_confirmation_not_found');
  expect(await waitingFor(stranger)).toEqual([]);
  expectProblem(await api.get(`/v1/payments/${id}`, { token: stranger.token }), 404, 'payment_not_found');
  expect((await api.get(`/v1/payments/${id}`, { token: resident.token })).body).toMatchObject({
    id,
    status: 'awaiting_confirmation',
    store: 'By the river',
  });
});

test('a code that waits at one till is used at another, and free again when the first is declined', async () => {
  const resident = await residentWith('9000');
  const code = await showCode(service, resident);
  const body = paymentBody(merchant, code, '3500');
  const first = await api.post('/v1/payments', { token, body });
  expect(first.status).toBe(202);
  const second = await api.post('/v1/payments', { token, body: paymentBody(merchant, code, '3600') });
  expectProblem(second, 409, 'code_already_used');
  expect(second.body.money_moved).toBe(false);
  await say('decline', textOf(first, 'id'), resident);
  const third = await api.post('/v1/payments', { token, body: paymentBody(merchant, code, '3700') });
  expect(third.status).toBe(202);
});

test('an unknown and an expired code are refused above the threshold, too, for ever', async () => {
  const resident = await residentWith('9000');
  const body = paymentBody(merchant, await showCode(service, resident), '3500');
  clock.advanceMs(60_000);
  const call = { token, key: randomUUID(), body };
  const refused = await api.post('/v1/payments', call);
  expectProblem(refused, 409, 'code_expired');
  clock.advanceMs(6 * 60_000);
  const again = await api.post('/v1/payments', call);
  expectProblem(again, 409, 'code_expired');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const changed = { ...call, body: { ...body, amount: '3501' } };
  expectProblem(await api.post('/v1/payments', changed), 422, 'idempotency_key_reused');
  expectProblem(await api.post('/v1/payments', { token, body }), 404, 'code_unknown');
});

test('100 requests at once with one key wait once, with one answer', async () => {
  const resident = await residentWith('9000');
  const call = {
    token,
    key: randomUUID(),
    body: paymentBody(merchant, await showCode(service, resident), '3500'),
  };
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.post('/v1/payments', call)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await waitingFor(resident)).toHaveLength(1);
});

test('confirmed, declined, voided, cancelled and expired at once, one of them decides, and everybody hears it', async () => {
  for (let round = 0; round < 8; round++) {
    const resident = await residentWith('5000');
    const { id, call } = await askFor(resident);
    const cancel = () =>
      api.post('/v1/cancellations', { token, body: { order_reference: call.body.order_reference } });
    const before = [say('confirm', id, resident), say('decline', id, resident)];
    const others = [
      ...before,
      api.post(`/v1/payments/${id}/void`, { token, body: {} }),
      ...(round % 2 === 0 ? [cancel()] : []),
      say('confirm', id, resident),
    ];
    if (round % 3 === 0) clock.advanceMs(3 * 60_000);
    await Promise.all([...others, read(id)]);
    const { body } = await read(id);
    const paid = body.status === 'succeeded';
    expect(paid || (body.status === 'failed' && body.money_moved === false)).toBe(true);
    // A cancellation gives back what a confirmation has paid.
    const left = paid && textOf({ body: body.refunded } as Answer, 'amount') === '0' ? '1999' : '5000';
    expect(await balanceOf(service, resident)).toEqual(twd(left));
    expect((await read(id)).body).toEqual(body);
  }
});

test('a till that waits hears of the confirmation, and one that waits in vain hears that nothing is decided', async () => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  const heard = api.get(`/v1/payments/${id}?wait=20`, { token });
  const inVain = await api.get(`/v1/payments/${id}?wait=1`, { token });
  expect(inVain.body.status).toBe('awaiting_confirmation');
  await say('confirm', id, resident);
  expect((await heard).body.status).toBe('succeeded');
});

test.each(['26', '-1', '1.5', '', 'x'])('a wait of %j seconds is refused', async (wait) => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  const answer = await api.get(`/v1/payments/${id}?wait=${wait}`, { token });
  expectProblem(answer, 400, 'validation_failed');
});

test('a crash of the ledger in the middle changes nothing: the confirmation is sent again and pays once', async () => {
  const resident = await residentWith('5000');
  const { id } = await askFor(resident);
  const restarted = service.restartLedger();
  const first = await say('confirm', id, resident);
  if (first.status !== 200) expect(first).toMatchObject({ status: 503, body: { retryable: true } });
  await restarted;
  await expect.poll(async () => (await say('confirm', id, resident)).status, { timeout: 20_000 }).toBe(200);
  expect(await balanceOf(service, resident)).toEqual(twd('1999'));
});
