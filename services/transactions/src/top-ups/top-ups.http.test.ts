import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { signedHeaders, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, bankMessage, createResident, fund, tell } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

/** Without a bank process: the test is the bank, and can tell what no bank would. */
const service = await startTestService();
const { api } = service;

const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function requested(amount = '300') {
  const resident = await createResident(service);
  const answer = await api.post('/v1/top-ups', { token: resident.token, body: twd(amount) });
  return { resident, id: textOf(answer, 'id') };
}

async function statusOf(id: string, token: string): Promise<unknown> {
  return (await api.get(`/v1/top-ups/${id}`, { token })).body;
}

async function creditsOf(id: string): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where refusal is null and reference ->> 'top_up' = :id",
    { id },
  );
  return Number(rows[0]?.count);
}

async function disagreements(reference: string): Promise<unknown> {
  const { rows } = await service.database.raw<{ rows: { code: string }[] }>(
    'select code from transactions.bank_disagreements where reference = :reference',
    { reference },
  );
  return rows.map(({ code }) => code);
}

test('a top-up is pending at first, and a bank that is away is no reason to refuse it', async () => {
  const resident = await createResident(service);
  const answer = await api.post('/v1/top-ups', { token: resident.token, body: twd('300') });
  expect(answer.status).toBe(202);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^top_[0-9a-z]{26}$/) as string,
    status: 'pending',
    finished: false,
    ...twd('300'),
    created_at: expect.any(String) as string,
  });
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
});

test('a retry answers as the request did, even after the top-up has succeeded', async () => {
  const resident = await createResident(service);
  const call = { token: resident.token, key: randomUUID(), body: twd('300') };
  const first = await api.post('/v1/top-ups', call);
  await tell(service, bankMessage(textOf(first, 'id'), '300'));
  const again = await api.post('/v1/top-ups', call);
  expect([again.status, again.text]).toEqual([202, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const changed = { ...call, body: twd('301') };
  expectProblem(await api.post('/v1/top-ups', changed), 422, 'idempotency_key_reused');
});

test('50 requests at once with one key are one top-up', async () => {
  const resident = await createResident(service);
  const call = { token: resident.token, key: randomUUID(), body: twd('300') };
  const answers = await Promise.all(Array.from({ length: 50 }, () => api.post('/v1/top-ups', call)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
});

test('when the bank says so, the wallet is credited before the bank is answered', async () => {
  const { resident, id } = await requested();
  expect((await tell(service, bankMessage(id, '300'))).status).toBe(204);
  expect(await balanceOf(service, resident)).toEqual(twd('300'));
  expect(await statusOf(id, resident.token)).toMatchObject({ status: 'succeeded', finished: true });
});

test('told ten times at once, with one message id and with ten, the wallet is credited once', async () => {
  const { resident, id } = await requested();
  const message = bankMessage(id, '300.00');
  const tellings = Array.from({ length: 10 }, (_, i) =>
    tell(service, message, i % 2 === 0 ? 'msg_same' : undefined),
  );
  for (const answer of await Promise.all(tellings)) expect(answer.status).toBe(204);
  expect((await tell(service, message)).status).toBe(204);
  expect(await creditsOf(id)).toBe(1);
  expect(await balanceOf(service, resident)).toEqual(twd('300'));
});

test('a failure ends the top-up, says why, and may be told again', async () => {
  const { resident, id } = await requested();
  const failed = bankMessage(id, '300', { failure_code: 'insufficient_funds' }).replace(
    'succeeded',
    'failed',
  );
  for (let i = 0; i < 3; i++) expect((await tell(service, failed)).status).toBe(204);
  expect(await statusOf(id, resident.token)).toMatchObject({
    status: 'failed',
    finished: true,
    failure: { code: 'insufficient_funds' },
  });
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
});

test('success and failure told at once, twenty times over: one of them holds, and the money agrees with it', async () => {
  for (let round = 0; round < 20; round++) {
    const { resident, id } = await requested('10');
    const success = bankMessage(id, '10');
    const answers = await Promise.all([
      tell(service, success),
      tell(service, success.replace('succeeded', 'failed')),
      tell(service, success),
    ]);
    const credited = (await creditsOf(id)) === 1;
    expect(await statusOf(id, resident.token)).toMatchObject({ status: credited ? 'succeeded' : 'failed' });
    expect(await balanceOf(service, resident)).toEqual(twd(credited ? '10' : '0'));
    expect(answers.map(({ status }) => status)).toContain(409);
    expect(await disagreements(id)).toContain('top_up_already_finished');
  }
});

test.each([
  ['another amount', { amount: '3000' }],
  ['an amount that is none', { amount: '-300' }],
  ['another currency', { currency: 'JPY' }],
  ['another creditor', { creditor_account: '9990000000009' }],
])('%s than was ordered is recorded and not credited', async (_what, difference) => {
  const { resident, id } = await requested();
  const told = await tell(service, bankMessage(id, '300', difference));
  expectProblem(told, 422, 'direct_debit_mismatch');
  expect(await disagreements(id)).toEqual(['direct_debit_mismatch']);
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
  expect(await statusOf(id, resident.token)).toMatchObject({ status: 'pending' });
});

test('a reference that nobody gave out is recorded and 404', async () => {
  const reference = 'top_00000000000000000000000000';
  expectProblem(await tell(service, bankMessage(reference, '300')), 404, 'top_up_unknown');
  expect(await disagreements(reference)).toEqual(['top_up_unknown']);
});

test('a message of another kind is taken and ignored', async () => {
  const { id } = await requested();
  const message = bankMessage(id, '300').replace('direct_debit.succeeded', 'payout.returned');
  expect((await tell(service, message)).status).toBe(204);
  expect(await creditsOf(id)).toBe(0);
});

test('a message that is not signed by the bank is 401 and does nothing', async () => {
  const { resident, id } = await requested();
  const rawBody = bankMessage(id, '300');
  const other = `whsec_${randomBytes(32).toString('base64')}`;
  const headers = signedHeaders(other, rawBody, service.clock.now());
  expectProblem(await api.post('/v1/bank-webhooks', { rawBody, headers }), 401, 'webhook_signature_invalid');
  expectProblem(await api.post('/v1/bank-webhooks', { rawBody }), 401, 'webhook_signature_invalid');
  const old = signedHeaders(
    service.webhookSecret,
    rawBody,
    new Date(service.clock.now().getTime() - 400_000),
  );
  expectProblem(
    await api.post('/v1/bank-webhooks', { rawBody, headers: old }),
    401,
    'webhook_timestamp_invalid',
  );
  expect(await balanceOf(service, resident)).toEqual(twd('0'));
});

test('a signed message that is not as described is 400 and names the field', async () => {
  const { id } = await requested();
  const message = bankMessage(id, '300').replace('"amount":"300"', '"amount":300');
  expectFieldProblem(await tell(service, message), 400, '/data/amount');
});

test("another resident's top-up is not there", async () => {
  const { id } = await requested();
  const stranger = await createResident(service);
  expectProblem(await api.get(`/v1/top-ups/${id}`, { token: stranger.token }), 404, 'top_up_not_found');
});

test('a top-up is on the statement under its own id', async () => {
  const resident = await createResident(service);
  const id = await fund(service, resident, '300');
  const statement = await api.get('/v1/wallet/statement', { token: resident.token });
  expect(statement.body.data).toMatchObject([{ type: 'top_up', id, amount: '300', balance: '300' }]);
});
