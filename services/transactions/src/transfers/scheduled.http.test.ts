import { randomUUID } from 'node:crypto';
import { parsePublicId } from '@tamsui/ids';
import { createLogger } from '@tamsui/platform/logger';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { balanceOf } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { MAX_SCHEDULE_MS, MAX_SCHEDULED } from './create-transfer.ts';
import { workOnTransfers } from './transfer-worker.ts';
import {
  createPerson,
  postedTransfers,
  type TestPerson,
  transfer,
  transferBody,
} from './transfers.testing.ts';

const service = await startTestService();
const { api, clock, database, ledger } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });
const HOUR_MS = 60 * 60_000;
const worker = { database, ledger, clock, logger: createLogger('test', 'silent') };

const inMs = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

async function pair(amount = '500') {
  const payer = await createPerson(service, '林曉美', amount);
  const payee = await createPerson(service, 'Ann Chen');
  return { payer, payee };
}

async function stateOf(id: string, { token }: TestPerson): Promise<unknown> {
  return (await api.get(`/v1/transfers/${id}`, { token })).body;
}

test('a scheduled transfer is sent when it is due, not before, and a retry answers as at first', async () => {
  const { payer, payee } = await pair();
  const at = inMs(HOUR_MS);
  const call = {
    token: payer.token,
    key: randomUUID(),
    body: await transferBody(service, payer, payee, { at }),
  };
  const first = await api.post('/v1/transfers', call);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ status: 'scheduled', finished: false, send_at: at, sent_at: null });
  const id = textOf(first, 'id');
  clock.advanceMs(HOUR_MS - 1);
  await workOnTransfers(worker);
  expect(await stateOf(id, payer)).toMatchObject({ status: 'scheduled' });
  expectProblem(await api.get(`/v1/transfers/${id}`, { token: payee.token }), 404, 'transfer_not_found');
  clock.advanceMs(1);
  await workOnTransfers(worker);
  await expect.poll(() => stateOf(id, payer)).toMatchObject({ status: 'succeeded', finished: true });
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
  const again = await api.post('/v1/transfers', call);
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(await balanceOf(service, payer)).toEqual(twd('400'));
});

test('many that are due, and twenty workers at once: each is sent once', async () => {
  const { payer, payee } = await pair();
  const before = await postedTransfers(service);
  const bodies = await Promise.all(
    Array.from({ length: 30 }, () => transferBody(service, payer, payee, { amount: '10', at: inMs(1_000) })),
  );
  await Promise.all(bodies.map((body) => api.post('/v1/transfers', { token: payer.token, body })));
  clock.advanceMs(1_000);
  await Promise.all(Array.from({ length: 20 }, () => workOnTransfers(worker)));
  await expect.poll(() => balanceOf(service, payee)).toEqual(twd('300'));
  expect(await postedTransfers(service)).toBe(before + 30);
});

test('one that a process began to send and did not finish is sent by another, once', async () => {
  const { payer, payee } = await pair();
  const id = textOf(await transfer(service, payer, payee, { at: inMs(1_000) }), 'id');
  clock.advanceMs(1_000);
  await workOnTransfers(worker);
  await expect.poll(() => stateOf(id, payer)).toMatchObject({ status: 'succeeded' });
  // As a crash between the ledger's answer and the writing of it would leave the row.
  await database.raw(
    `update transactions.transfers set status = 'sending', sent_at = null, next_attempt_at = :now where id = :id`,
    { id: parsePublicId('trf', id) ?? null, now: clock.now() },
  );
  await workOnTransfers(worker);
  await expect.poll(() => stateOf(id, payer)).toMatchObject({ status: 'succeeded' });
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
});

test('while the ledger is away it waits; then it is sent late, once', async () => {
  const { payer, payee } = await pair();
  const id = textOf(await transfer(service, payer, payee, { at: inMs(1_000) }), 'id');
  const restarted = service.restartLedger();
  clock.advanceMs(3 * 24 * HOUR_MS);
  await restarted;
  const sent = async () => {
    clock.advanceMs(10 * 60_000);
    return stateOf(id, payer);
  };
  await expect.poll(sent, { timeout: 20_000, interval: 200 }).toMatchObject({ status: 'succeeded' });
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
});

test('without the money at its time it fails, and says why; the answer to the request stays', async () => {
  const { payer, payee } = await pair('50');
  const call = {
    token: payer.token,
    key: randomUUID(),
    body: await transferBody(service, payer, payee, { at: inMs(HOUR_MS) }),
  };
  const first = await api.post('/v1/transfers', call);
  clock.advanceMs(HOUR_MS);
  await workOnTransfers(worker);
  await expect
    .poll(() => stateOf(textOf(first, 'id'), payer))
    .toMatchObject({ status: 'failed', finished: true, failure: { code: 'insufficient_funds' } });
  expect((await api.post('/v1/transfers', call)).text).toBe(first.text);
  const failed = await api.get('/v1/transfers?status=failed', { token: payer.token });
  expect(failed.body.data).toHaveLength(1);
});

test('it can be cancelled until it is sent, and cancelling again changes nothing', async () => {
  const { payer, payee } = await pair();
  const id = textOf(await transfer(service, payer, payee, { at: inMs(HOUR_MS) }), 'id');
  const cancel = { token: payer.token, body: {} };
  const cancelled = await api.post(`/v1/transfers/${id}/cancel`, cancel);
  expect(cancelled.status).toBe(200);
  expect(cancelled.body).toMatchObject({ status: 'cancelled', finished: true });
  expect((await api.post(`/v1/transfers/${id}/cancel`, cancel)).text).toBe(cancelled.text);
  clock.advanceMs(HOUR_MS);
  await workOnTransfers(worker);
  expect(await balanceOf(service, payee)).toEqual(twd('0'));
  const sent = textOf(await transfer(service, payer, payee), 'id');
  const late = await api.post(`/v1/transfers/${sent}/cancel`, cancel);
  expectProblem(late, 409, 'transfer_not_cancellable');
  const stranger = await createPerson(service, 'Stranger');
  const foreign = await api.post(`/v1/transfers/${id}/cancel`, { ...cancel, token: stranger.token });
  expectProblem(foreign, 404, 'transfer_not_found');
});

test('cancelled and sent at the same moment, it is one of the two, and the money agrees', async () => {
  for (let round = 0; round < 10; round++) {
    const { payer, payee } = await pair('100');
    const id = textOf(await transfer(service, payer, payee, { at: inMs(1_000) }), 'id');
    clock.advanceMs(1_000);
    const [cancelled] = await Promise.all([
      api.post(`/v1/transfers/${id}/cancel`, { token: payer.token, body: {} }),
      workOnTransfers(worker),
    ]);
    const status = cancelled.status === 200 ? 'cancelled' : 'succeeded';
    await expect.poll(() => stateOf(id, payer)).toMatchObject({ status });
    expect(await balanceOf(service, payee)).toEqual(twd(cancelled.status === 200 ? '0' : '100'));
  }
});

test.each([
  ['in the past', -1],
  ['now', 0],
  ['more than 90 days ahead', MAX_SCHEDULE_MS + 1],
])('a time %s is refused, and the key stays free', async (_when, ms) => {
  const { payer, payee } = await pair();
  const body = await transferBody(service, payer, payee);
  const call = { token: payer.token, key: randomUUID() };
  const refused = await api.post('/v1/transfers', { ...call, body: { ...body, at: inMs(ms) } });
  expectFieldProblem(refused, 400, '/at', 'send_at_out_of_range');
  expect((await api.post('/v1/transfers', { ...call, body })).status).toBe(201);
});

test('an expired token and oneself cannot be scheduled, and a retry hears the same', async () => {
  const { payer, payee } = await pair();
  const expired = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
  clock.advanceMs(HOUR_MS);
  const at = inMs(HOUR_MS);
  const body = { ...expired.body, at };
  for (let i = 0; i < 2; i++)
    expectProblem(await api.post('/v1/transfers', { ...expired, body }), 409, 'payee_token_expired');
  expectProblem(await transfer(service, payer, payer, { at }), 409, 'self_transfer');
});

test('a resident has so many waiting and no more, also when they are asked for at once', async () => {
  const { payer, payee } = await pair();
  const { payee: token } = await transferBody(service, payer, payee);
  const body = { payee: token, amount: '1', currency: 'TWD', at: inMs(HOUR_MS) };
  const answers = await Promise.all(
    Array.from({ length: MAX_SCHEDULED + 5 }, () => api.post('/v1/transfers', { token: payer.token, body })),
  );
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused).toHaveLength(5);
  for (const answer of refused) expectProblem(answer, 409, 'too_many_scheduled');
});

test('one to be sent at once, whose caller has gone, is shut by the worker; what was posted stays posted', async () => {
  const { payer, payee } = await pair();
  const call = { token: payer.token, key: randomUUID(), body: await transferBody(service, payer, payee) };
  const sent = await api.post('/v1/transfers', call);
  const posted = parsePublicId('trf', textOf(sent, 'id')) ?? '';
  const left = randomUUID();
  // As crashes would leave them: one between the ledger's answer and its writing, one before the ledger was asked.
  await database.raw(
    `update transactions.transfers set status = 'sending', sent_at = null, next_attempt_at = :now where id = :posted`,
    { posted, now: clock.now() },
  );
  await database.raw(
    `insert into transactions.transfers
     select (jsonb_populate_record(transfers, jsonb_build_object('id', cast(:left as text)))).*
       from transactions.transfers transfers where id = :posted`,
    { posted, left },
  );
  await workOnTransfers(worker);
  const { rows } = await database.raw<{ rows: { id: string; status: string; code: string | null }[] }>(
    `select id, status, failure ->> 'code' as code from transactions.transfers where id in (:posted, :left)`,
    { posted, left },
  );
  expect(rows).toHaveLength(2);
  expect(rows).toContainEqual({ id: posted, status: 'succeeded', code: null });
  expect(rows).toContainEqual({ id: left, status: 'failed', code: 'transfer_abandoned' });
  expect((await api.post('/v1/transfers', call)).text).toBe(sent.text);
  expect(await balanceOf(service, payee)).toEqual(twd('100'));
});
