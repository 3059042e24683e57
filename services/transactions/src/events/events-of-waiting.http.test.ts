import { parsePublicId } from '@tamsui/ids';
import { expect, it } from 'vitest';
import { CURRENT_API_VERSION } from '../http/api-version.ts';
import { textOf } from '../testing/api.ts';
import {
  bankMessage,
  createMerchant,
  createResident,
  fund,
  paymentBody,
  showCode,
  tell,
} from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ config: { CONFIRM_ABOVE: '500' } });
const { api } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
const friend = await createResident(service, 'Wu Bo');
await fund(service, resident, '5000');

interface Told {
  readonly type: string;
  readonly object_id: string;
  readonly object_version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

async function toldOf(token: string, objectId: unknown): Promise<readonly Told[]> {
  const { body } = await api.get('/v1/events?limit=100', { token });
  return (body.data as readonly Told[]).filter((event) => event.object_id === objectId);
}

/** Above the threshold, so it waits for the resident. */
async function askFor(amount: string) {
  const body = paymentBody(merchant, await showCode(service, resident), amount);
  const key = `sale-${amount}`;
  const asked = await api.post('/v1/payments', { token: merchant.key, key, body });
  expect(asked.body.status).toBe('awaiting_confirmation');
  // Sent again, it is told once.
  await api.post('/v1/payments', { token: merchant.key, key, body });
  return asked;
}

it('tells phone and till that a payment waits, and then that it was paid', async () => {
  const asked = await askFor('600');
  const [waits] = await toldOf(resident.token, asked.body.id);
  expect(waits).toMatchObject({ type: 'payment.awaiting_confirmation', object_version: 1 });
  expect(waits?.data).toEqual(
    (await api.get(`/v1/payments/${textOf(asked, 'id')}`, { token: resident.token })).body,
  );
  const { rows } = await service.database.raw<{ rows: unknown[] }>(
    'select api_version from transactions.events where object_id = :id',
    { id: parsePublicId('pay', textOf(asked, 'id')) ?? '' },
  );
  expect(rows).toEqual([{ api_version: CURRENT_API_VERSION }]);
  const [atTill, ...more] = await toldOf(merchant.key, asked.body.id);
  expect(more).toEqual([]);
  expect(atTill?.data).toEqual(asked.body);
  const id = textOf(asked, 'id');
  const yes = await api.post(`/v1/payment-confirmations/${id}/confirm`, { token: resident.token, body: {} });
  expect(yes.status).toBe(200);
  await expect
    .poll(async () =>
      (await toldOf(merchant.key, id)).map((event) => `${event.object_version} ${event.type}`),
    )
    .toEqual(['1 payment.awaiting_confirmation', '2 payment.succeeded']);
});

it('tells the payer, too, of a payment that they have declined', async () => {
  const asked = await askFor('700');
  const id = textOf(asked, 'id');
  await api.post(`/v1/payment-confirmations/${id}/decline`, { token: resident.token, body: {} });
  for (const token of [merchant.key, resident.token]) {
    await expect.poll(async () => (await toldOf(token, id)).at(-1)?.type).toBe('payment.failed');
    expect((await toldOf(token, id)).at(-1)?.data).toMatchObject({ failure: { code: 'payment_declined' } });
  }
});

it('tells of a top-up that the bank did not pay, once, however often the bank says so', async () => {
  const topUp = await api.post('/v1/top-ups', {
    token: resident.token,
    body: { amount: '80', currency: 'TWD' },
  });
  const id = textOf(topUp, 'id');
  const message = bankMessage(id, '80', { failure_code: 'insufficient_funds' });
  const failed = message.replace('direct_debit.succeeded', 'direct_debit.failed');
  expect((await tell(service, failed)).status).toBe(204);
  expect((await tell(service, failed)).status).toBe(204);
  const told = await toldOf(resident.token, id);
  expect(told).toMatchObject([
    { type: 'top_up.failed', data: { status: 'failed', failure: { code: 'insufficient_funds' } } },
  ]);
});

it('tells both sides of a transfer, neither who the other is, and of a failed one the payer alone', async () => {
  const wallet = (await api.get('/v1/wallet', { token: friend.token })).body.id;
  const send = async (amount: string) => {
    const looked = await api.post('/v1/payees/lookup', { token: resident.token, body: { wallet } });
    const body = { payee: looked.body.payee, amount, currency: 'TWD', message: 'for the noodles' };
    return api.post('/v1/transfers', { token: resident.token, body });
  };
  const sent = await send('40');
  expect(sent.status).toBe(201);
  for (const [token, type, direction] of [
    [resident.token, 'transfer.succeeded', 'sent'],
    [friend.token, 'transfer.received', 'received'],
  ] as const) {
    await expect.poll(async () => (await toldOf(token, sent.body.id)).length).toBe(1);
    const [told] = await toldOf(token, sent.body.id);
    expect(told).toMatchObject({ type, data: { direction, status: 'succeeded', amount: '40' } });
    expect(JSON.stringify(told)).not.toMatch(/noodles|Wu|Lin|res_|wal_/);
  }
  await api.post('/v1/wallet/freeze', { token: resident.token, body: {} });
  const failed = await send('41');
  expect(failed.status).toBe(409);
  const told = (await api.get('/v1/events?type=transfer.failed', { token: resident.token })).body.data;
  expect(told).toMatchObject([{ data: { status: 'failed', failure: { code: 'wallet_frozen' } } }]);
  const theirs = await api.get('/v1/events?type=transfer.failed', { token: friend.token });
  expect(theirs.body.data).toEqual([]);
});
