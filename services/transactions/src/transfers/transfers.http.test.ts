import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { balanceOf } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { PAYEE_TOKEN_LIFETIME_MS } from './payee.ts';
import { createPerson, lookUp, postedTransfers, transfer, transferBody } from './transfers.testing.ts';

const service = await startTestService();
const { api, clock, database } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function pair(amount = '500') {
  const payer = await createPerson(service, '林曉美', amount);
  const payee = await createPerson(service, 'Ann Chen');
  return { payer, payee };
}

test('a transfer moves the money and both sides see it, each the other by a masked name', async () => {
  const { payer, payee } = await pair();
  const sent = await transfer(service, payer, payee, { message: 'For lunch 🍜' });
  expect(sent.status).toBe(201);
  expect(sent.body).toEqual({
    id: expect.stringMatching(/^trf_[0-9a-z]{26}$/) as string,
    direction: 'sent',
    status: 'succeeded',
    finished: true,
    ...twd('100'),
    counterparty: { name: 'A** C**' },
    message: 'For lunch 🍜',
    share: null,
    send_at: null,
    sent_at: expect.any(String) as string,
    created_at: clock.now().toISOString(),
  });
  expect(await balanceOf(service, payer)).toEqual(twd('400'));
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
  const id = textOf(sent, 'id');
  expect((await api.get(`/v1/transfers/${id}`, { token: payer.token })).text).toBe(sent.text);
  const received = await api.get(`/v1/transfers/${id}`, { token: payee.token });
  expect(received.body).toEqual({ ...sent.body, direction: 'received', counterparty: { name: '林○美' } });
});

test('both statements show the movement with the masked name of the other, and add up', async () => {
  const { payer, payee } = await pair();
  const ids = [
    textOf(await transfer(service, payer, payee), 'id'),
    textOf(await transfer(service, payer, payee, { amount: '20' }), 'id'),
  ];
  for (const [who, sign, name] of [
    [payer, '-', 'A** C**'],
    [payee, '', '林○美'],
  ] as const) {
    const statement = await api.get('/v1/wallet/statement', { token: who.token });
    const lines = statement.body.data as { id: string; type: string; amount: string; balance: string }[];
    expect(lines.slice(0, 2)).toMatchObject([
      { id: ids[1], type: 'transfer', amount: `${sign}20`, counterparty: { name } },
      { id: ids[0], type: 'transfer', amount: `${sign}100`, counterparty: { name } },
    ]);
    const sum = lines.reduce((total, { amount }) => total + Number(amount), 0);
    expect(lines[0]?.balance).toBe(String(sum));
    expect(await balanceOf(service, who)).toEqual(twd(String(sum)));
  }
});

test("a message is nowhere in the journal, and nowhere readable in this service's tables", async () => {
  const { payer, payee } = await pair();
  const message = `secret-${randomUUID()}`;
  const sent = await transfer(service, payer, payee, { message });
  const { rows } = await database.raw<{ rows: { text: string }[] }>(
    `select to_jsonb(entries)::text as text from book_main.entries entries
     union all select to_jsonb(transfers)::text from transactions.transfers transfers
     union all select encode(details, 'escape') from transactions.transfers`,
  );
  expect(rows.length).toBeGreaterThan(2);
  for (const { text } of rows) expect(text).not.toContain(message);
  expect(sent.body.message).toBe(message);
});

test('a retry with the same key answers the same to the byte, also when the token has expired, and moves nothing', async () => {
  const { payer, payee } = await pair();
  const body = await transferBody(service, payer, payee);
  const call = { token: payer.token, key: randomUUID(), body };
  const first = await api.post('/v1/transfers', call);
  for (const ms of [0, PAYEE_TOKEN_LIFETIME_MS, 3 * 60 * 60_000]) {
    clock.advanceMs(ms);
    const again = await api.post('/v1/transfers', call);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  }
  expect(first.headers.get('idempotent-replayed')).toBeNull();
  expect(await balanceOf(service, payer)).toEqual(twd('400'));
});

test('100 requests at once with one key are one transfer with identical answers', async () => {
  const { payer, payee } = await pair();
  const before = await postedTransfers(service);
  const call = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
  const answers = await Promise.all(Array.from({ length: 100 }, () => api.post('/v1/transfers', call)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
  expect(await postedTransfers(service)).toBe(before + 1);
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
});

test('a key used for another request is 422, whatever differs', async () => {
  const { payer, payee } = await pair();
  const body = await transferBody(service, payer, payee, { message: 'one' });
  const call = { token: payer.token, key: randomUUID(), body };
  expect((await api.post('/v1/transfers', call)).status).toBe(201);
  for (const other of [
    { amount: '101' },
    { message: 'two' },
    { payee: await lookUp(service, payer, payee) },
  ]) {
    const answer = await api.post('/v1/transfers', { ...call, body: { ...body, ...other } });
    expectProblem(answer, 422, 'idempotency_key_reused');
  }
  expect(await balanceOf(service, payer)).toEqual(twd('400'));
});

test('one key of two residents is two transfers', async () => {
  const { payer, payee } = await pair();
  const other = await createPerson(service, 'Other', '500');
  const key = randomUUID();
  for (const who of [payer, other]) {
    const body = await transferBody(service, who, payee);
    expect((await api.post('/v1/transfers', { token: who.token, key, body })).status).toBe(201);
  }
  expect(await balanceOf(service, payee)).toEqual(twd('200'));
});

test('too little money is 402, and stays so for this key', async () => {
  const { payer, payee } = await pair('99');
  const call = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
  const first = await api.post('/v1/transfers', call);
  expectProblem(first, 402, 'insufficient_funds');
  const rich = await createPerson(service, 'Rich', '500');
  expect((await transfer(service, rich, payer)).status).toBe(201);
  const again = await api.post('/v1/transfers', call);
  expectProblem(again, 402, 'insufficient_funds');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const found = await api.get(`/v1/transfers/${textOf(first, 'transfer')}`, { token: payer.token });
  expect(found.body).toMatchObject({
    status: 'failed',
    finished: true,
    failure: { code: 'insufficient_funds' },
  });
  expect(await balanceOf(service, payer)).toEqual(twd('199'));
});

test('a wallet is never overdrawn by transfers that fit alone but not together', async () => {
  const { payer, payee } = await pair('100');
  const bodies = await Promise.all(
    Array.from({ length: 20 }, () => transferBody(service, payer, payee, { amount: '30' })),
  );
  const answers = await Promise.all(
    bodies.map((body) => api.post('/v1/transfers', { token: payer.token, body })),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
  for (const answer of answers.filter(({ status }) => status !== 201))
    expectProblem(answer, 402, 'insufficient_funds');
  expect(await balanceOf(service, payer)).toEqual(twd('10'));
});

test('an expired token is refused for ever, and another resident cannot use one', async () => {
  const { payer, payee } = await pair();
  const body = await transferBody(service, payer, payee);
  const stranger = await createPerson(service, 'Stranger', '500');
  expectProblem(await api.post('/v1/transfers', { token: stranger.token, body }), 409, 'payee_token_expired');
  clock.advanceMs(PAYEE_TOKEN_LIFETIME_MS);
  const call = { token: payer.token, key: randomUUID(), body };
  const first = await api.post('/v1/transfers', call);
  expectProblem(first, 409, 'payee_token_expired');
  expectFieldProblem(first, 409, '/payee');
  const again = await api.post('/v1/transfers', call);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(again, 409, 'payee_token_expired');
  expect(await balanceOf(service, payer)).toEqual(twd('500'));
});

test('sent at once before and after the token expires, a request has one answer, and the money agrees', async () => {
  for (let round = 0; round < 10; round++) {
    const { payer, payee } = await pair('100');
    const call = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
    const inTime = api.post('/v1/transfers', call);
    clock.advanceMs(PAYEE_TOKEN_LIFETIME_MS);
    const answers = await Promise.all([
      inTime,
      api.post('/v1/transfers', call),
      api.post('/v1/transfers', call),
    ]);
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses.size).toBe(1);
    expect(await balanceOf(service, payee)).toEqual(twd(statuses.has(201) ? '100' : '0'));
  }
});

test('a transfer to oneself is refused', async () => {
  const { payer } = await pair();
  expectProblem(await transfer(service, payer, payer), 409, 'self_transfer');
});

test('while the ledger is away a transfer is a fault that may be retried, and the retry sends once', async () => {
  const { payer, payee } = await pair();
  const call = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
  const restarted = service.restartLedger();
  const first = await api.post('/v1/transfers', call);
  if (first.status !== 201) expect(first).toMatchObject({ status: 503, body: { retryable: true } });
  await restarted;
  await expect
    .poll(async () => (await api.post('/v1/transfers', call)).status, { timeout: 20_000 })
    .toBe(201);
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
});
