import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, operatorToken: token } = service;

const payout_account = { holder_name: 'Old Street Tea', bank_code: '808', account_number: '0123456789012' };
const merchantBody = { name: 'Old Street Tea', fee_basis_points: 130, payout_account };
const residentBody = { name: '林美', bank_account: '0081234567890' };

async function floorOf(account: string): Promise<unknown> {
  const { rows } = await service.database.raw<{ rows: { kind: string; floor: bigint | null }[] }>(
    'select kind, floor from book_main.accounts where id = :account',
    { account },
  );
  return rows[0];
}

async function countOf(table: 'residents' | 'merchants'): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from transactions.${table}`,
  );
  return Number(rows[0]?.count);
}

test('a resident joins with a wallet that cannot go below zero, and gets a token once', async () => {
  const created = await api.post('/v1/residents', { token, key: null, body: residentBody });
  expect(created.status).toBe(201);
  expect(created.body).toEqual({
    id: expect.stringMatching(/^res_[0-9a-z]{26}$/) as string,
    name: '林美',
    wallet: { id: expect.stringMatching(/^wal_[0-9a-z]{26}$/) as string, currency: 'TWD' },
    token: expect.stringMatching(/^rt_test_[0-9a-z]{58}$/) as string,
  });
  const { rows } = await service.database.raw<{ rows: { account: string }[] }>(
    'select account from transactions.wallets',
  );
  await expect.poll(() => floorOf(rows[0]?.account ?? '')).toEqual({ kind: 'liability', floor: 0n });
});

test('a merchant joins with a payable account that may go below zero', async () => {
  const created = await api.post('/v1/merchants', { token, key: null, body: merchantBody });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ ...merchantBody, currency: 'TWD' });
  const id = textOf(created, 'id');
  expect((await api.get(`/v1/merchants/${id}`, { token })).text).toBe(created.text);
  expect(await floorOf(textOf(created, 'payable_account'))).toEqual({
    kind: 'liability',
    floor: -10_000_000n,
  });
});

test.each([
  ['residents', '/v1/residents', residentBody],
  ['merchants', '/v1/merchants', merchantBody],
] as const)(
  'a retry with a key makes no second one of %s, and says which it was',
  async (table, path, body) => {
    const before = await countOf(table);
    const call = { token, key: randomUUID(), body };
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.post(path, call)));
    const first = answers.find(({ status }) => status === 201);
    for (const answer of answers.filter((other) => other !== first)) {
      expectProblem(answer, 409, 'already_created');
      expect(answer.body.id).toBe(first?.body.id);
    }
    expect(await countOf(table)).toBe(before + 1);
  },
);

test('a store, a terminal and a key of a merchant that is not there are 404', async () => {
  const none = '00000000000000000000000000';
  const call = { token, body: { name: 'x' } };
  expectProblem(await api.post(`/v1/merchants/mer_${none}/stores`, call), 404, 'merchant_not_found');
  expectProblem(await api.post(`/v1/merchants/mer_${none}/api-keys`, call), 404, 'merchant_not_found');
  expectProblem(await api.post(`/v1/stores/sto_${none}/terminals`, call), 404, 'store_not_found');
  expectProblem(await api.get(`/v1/merchants/mer_${none}`, { token }), 404, 'merchant_not_found');
  expectProblem(await api.get('/v1/merchants/mer_!', { token }), 404, 'merchant_not_found');
});

test('a key is shown once, with the prefix by which it is known afterwards', async () => {
  const { id } = await createMerchant(service);
  const call = { token, key: randomUUID(), body: { name: 'till 1' } };
  const made = await api.post(`/v1/merchants/${id}/api-keys`, call);
  expect(made.status).toBe(201);
  expect(textOf(made, 'key')).toMatch(/^mk_test_[0-9a-z]{58}$/);
  expect(textOf(made, 'key').startsWith(textOf(made, 'prefix'))).toBe(true);
  const again = await api.post(`/v1/merchants/${id}/api-keys`, call);
  expectProblem(again, 409, 'already_created');
  expect(again.text).not.toContain(textOf(made, 'key'));
});

test('stores and terminals are made once for a key, too', async () => {
  const { id, store } = await createMerchant(service);
  for (const path of [`/v1/merchants/${id}/stores`, `/v1/stores/${store}/terminals`]) {
    const call = { token, key: randomUUID(), body: { name: 'Second' } };
    const made = await api.post(path, call);
    const again = await api.post(path, call);
    expect([made.status, again.status, again.body.id]).toEqual([201, 409, made.body.id]);
  }
});

test('the list of merchants has each once, over pages', async () => {
  const ids: string[] = [];
  let cursor = '';
  for (let page = 0; page < 50; page++) {
    const { body } = await api.get(`/v1/merchants?limit=2${cursor}`, { token });
    ids.push(...(body.data as { id: string }[]).map(({ id }) => id));
    if (body.has_more !== true) break;
    cursor = `&cursor=${body.next_cursor as string}`;
  }
  expect(ids).toHaveLength(await countOf('merchants'));
  expect(new Set(ids).size).toBe(ids.length);
});
