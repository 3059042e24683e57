import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service, 'Old Street Tea');

test('a new wallet is empty', async () => {
  const resident = await createResident(service);
  const wallet = await api.get('/v1/wallet', { token: resident.token });
  expect(wallet.body).toEqual({
    id: expect.stringMatching(/^wal_[0-9a-z]{26}$/) as string,
    currency: 'TWD',
    balance: { amount: '0', currency: 'TWD' },
    status: 'open',
    frozen_by: null,
    as_of: service.clock.now().toISOString(),
  });
  const statement = await api.get('/v1/wallet/statement', { token: resident.token });
  expect(statement.body).toEqual({ data: [], has_more: false, next_cursor: null });
});

test('the statement has every movement at once, newest first, with shop, sign and balance', async () => {
  const resident = await createResident(service);
  const topUp = await fund(service, resident, '500');
  const payment = textOf(await pay(service, resident, merchant, '120'), 'id');
  const body = { amount: '20', currency: 'TWD' };
  const refund = textOf(
    await api.post(`/v1/payments/${payment}/refunds`, { token: merchant.key, body }),
    'id',
  );
  const statement = await api.get('/v1/wallet/statement', { token: resident.token });
  const shop = { merchant: 'Old Street Tea', store: 'By the river' };
  expect(statement.body.data).toMatchObject([
    { version: '3', type: 'refund', id: refund, payment, amount: '20', balance: '400', ...shop },
    { version: '2', type: 'payment', id: payment, amount: '-120', balance: '380', ...shop },
    { version: '1', type: 'top_up', id: topUp, amount: '500', balance: '500', currency: 'TWD' },
  ]);
});

test('pages of the statement join without a gap, while new lines come in', async () => {
  const resident = await createResident(service);
  for (let i = 1; i <= 5; i++) await fund(service, resident, String(i));
  const versions: unknown[] = [];
  let path = '/v1/wallet/statement?limit=2';
  for (let page = 0; page < 5; page++) {
    const { body } = await api.get(path, { token: resident.token });
    versions.push(...(body.data as { version: string }[]).map(({ version }) => version));
    await fund(service, resident, '1');
    if (body.has_more !== true) break;
    path = `/v1/wallet/statement?limit=2&cursor=${body.next_cursor as string}`;
  }
  expect(versions).toEqual(['5', '4', '3', '2', '1']);
});
