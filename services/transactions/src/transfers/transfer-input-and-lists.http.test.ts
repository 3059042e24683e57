import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { createPerson, transfer, transferBody } from './transfers.testing.ts';

const service = await startTestService();
const { api, clock } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function pair(amount = '500') {
  const payer = await createPerson(service, '林曉美', amount);
  const payee = await createPerson(service, 'Ann Chen');
  return { payer, payee };
}

test.each<[object, string, string?]>([
  [{ payee: 'x' }, '/payee', 'id_malformed'],
  [{ amount: '1.5' }, '/amount', 'amount_decimals'],
  [{ amount: 100 }, '/amount', 'amount_not_string'],
  [{ currency: 'JPY' }, '/currency', 'currency_not_supported'],
  [{ message: '' }, '/message'],
  [{ message: 'a\u202eb' }, '/message'],
  [{ at: 'tomorrow' }, '/at'],
  [{ tip: '1' }, '/tip', 'unknown_field'],
  [{ pin: '1234' }, '/pin', 'invalid_format'],
  [{ intent: '' }, '/intent'],
])('%j is a 400 that names the field', async (wrong, pointer, code) => {
  const { payer } = await pair();
  const body = { payee: `pye_${'0'.repeat(26)}`, ...twd('100'), ...wrong };
  expectFieldProblem(await api.post('/v1/transfers', { token: payer.token, body }), 400, pointer, code);
});

test('a message has at most 140 characters', async () => {
  const { payer, payee } = await pair();
  const long = await transfer(service, payer, payee, { message: '林'.repeat(141) });
  expectFieldProblem(long, 400, '/message');
  expect((await transfer(service, payer, payee, { message: '林'.repeat(140) })).status).toBe(201);
});

test("without a key, without a token, and with a merchant's, nothing happens", async () => {
  const { payer, payee } = await pair();
  const body = await transferBody(service, payer, payee);
  expectProblem(
    await api.post('/v1/transfers', { token: payer.token, key: null, body }),
    400,
    'idempotency_key_missing',
  );
  expectProblem(await api.post('/v1/transfers', { body }), 401, 'unauthorized');
  const merchant = await createMerchant(service);
  expectProblem(await api.post('/v1/transfers', { token: merchant.key, body }), 403, 'wrong_token_kind');
});

test("another resident's transfer is not there; a payee sees only what arrived", async () => {
  const { payer, payee } = await pair('50');
  const stranger = await createPerson(service, 'Stranger');
  const failed = textOf(await transfer(service, payer, payee), 'transfer');
  for (const who of [stranger, payee])
    expectProblem(await api.get(`/v1/transfers/${failed}`, { token: who.token }), 404, 'transfer_not_found');
  const cancel = { token: stranger.token, body: {} };
  expectProblem(await api.post(`/v1/transfers/${failed}/cancel`, cancel), 404, 'transfer_not_found');
});

test('lists have each transfer once, newest first, over pages, for both sides', async () => {
  const { payer, payee } = await pair();
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    clock.advanceMs(1_000);
    ids.unshift(textOf(await transfer(service, payer, payee, { amount: '10' }), 'id'));
  }
  for (const [who, direction] of [
    [payer, 'sent'],
    [payee, 'received'],
  ] as const) {
    const listed: unknown[] = [];
    let cursor = '';
    for (let page = 0; page < 5; page++) {
      const path = `/v1/transfers?direction=${direction}&limit=2${cursor}`;
      const { body, ...answer } = await api.get(path, { token: who.token });
      listed.push(...(body.data as { id: string; direction: string }[]).map(({ id }) => id));
      expect(body.data).toMatchObject([{ direction }, ...(page < 2 ? [{ direction }] : [])]);
      if (body.has_more !== true) break;
      cursor = `&cursor=${textOf({ body, ...answer }, 'next_cursor')}`;
    }
    expect(listed).toEqual(ids);
  }
  expect((await api.get('/v1/transfers?status=failed', { token: payer.token })).body.data).toEqual([]);
  const wrong = await api.get('/v1/transfers?direction=received&status=failed', { token: payee.token });
  expectFieldProblem(wrong, 400, 'query:status', 'status_of_received');
});
