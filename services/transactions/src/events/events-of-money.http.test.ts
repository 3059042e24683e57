import { withTrx } from '@tamsui/platform/database';
import { expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { createMerchant, createResident, fund, pay, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { EVENT_TYPES, type EventOwner, type EventType, type OwnedEvent } from './event.ts';
import { listEvents } from './event-store.ts';
import { uuidOf } from './events.testing.ts';

const service = await startTestService({ config: { CONFIRM_ABOVE: '3000' } });
const { api, database, operatorToken } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
await fund(service, resident, '10000');

const theShop: EventOwner = { kind: 'merchant', id: uuidOf('mer', merchant.id) };
const thePayer: EventOwner = { kind: 'resident', id: uuidOf('res', resident.id) };

function eventsOf(owner: EventOwner, types: readonly EventType[] = EVENT_TYPES): Promise<OwnedEvent[]> {
  return listEvents(database, { owner, types, afterSequence: 0n, limit: 1_000 });
}

async function eventsAbout(owner: EventOwner, objectId: string): Promise<OwnedEvent[]> {
  return (await eventsOf(owner)).filter((event) => event.objectId === objectId);
}

/** As soon as there are so many of the thing. */
async function eventually(owner: EventOwner, objectId: string, count: number): Promise<OwnedEvent[]> {
  await expect.poll(async () => (await eventsAbout(owner, objectId)).length).toBe(count);
  return eventsAbout(owner, objectId);
}

it('tells both sides of a payment once, each as it would read it', async () => {
  const paid = await pay(service, resident, merchant, '120');
  const id = uuidOf('pay', textOf(paid, 'id'));
  const [told] = await eventually(theShop, id, 1);
  expect(told).toMatchObject({ type: 'payment.succeeded', objectType: 'payment', objectVersion: 1 });
  expect(told?.data).toEqual(
    (await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token: merchant.key })).body,
  );
  const [theirs] = await eventsAbout(thePayer, id);
  expect(theirs).toMatchObject({ id: told?.id, type: 'payment.succeeded' });
  expect(theirs?.data).toEqual(
    (await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token: resident.token })).body,
  );
});

it('tells of a payment as it was at that moment, whatever is given back later', async () => {
  const paid = await pay(service, resident, merchant, '80');
  const id = uuidOf('pay', textOf(paid, 'id'));
  const [told] = await eventually(theShop, id, 1);
  const [theirs] = await eventsAbout(thePayer, id);
  const path = `/v1/payments/${textOf(paid, 'id')}/refunds`;
  const body = { amount: '30', currency: 'TWD' };
  expect((await api.post(path, { token: merchant.key, body })).status).toBe(201);
  await expect.poll(async () => (await eventsOf(theShop, ['refund.succeeded'])).length).toBe(1);
  expect(told?.data).toMatchObject({ refunded: { amount: '0', currency: 'TWD' } });
  // To the byte: what is sent to a receiver again must be what was sent before.
  expect(JSON.stringify((await eventsAbout(theShop, id))[0]?.data)).toBe(JSON.stringify(told?.data));
  expect(JSON.stringify((await eventsAbout(thePayer, id))[0]?.data)).toBe(JSON.stringify(theirs?.data));
});

it('says nothing of the payer in what the shop is told', async () => {
  const wallet = await api.get('/v1/wallet', { token: resident.token });
  const told = JSON.stringify((await eventsOf(theShop)).map(({ data }) => data));
  for (const secret of [resident.id, String(wallet.body.id), 'Lin Mei', '0081234567890'])
    expect(told).not.toContain(secret);
});

it('says nothing of the till in what the payer is told', async () => {
  const told = JSON.stringify((await eventsOf(thePayer)).map(({ data }) => data));
  for (const secret of [merchant.id, merchant.store, merchant.terminal, 'order_reference', 'charged_by'])
    expect(told).not.toContain(secret);
});

it('tells the till that a payment failed, and why in the words of a till', async () => {
  const body = paymentBody(merchant, await showCode(service, resident), '2900');
  const poor = await createResident(service, 'Wu Bo');
  const code = await showCode(service, poor);
  const refused = await api.post('/v1/payments', { token: merchant.key, body: { ...body, code } });
  expect(refused.status).toBe(402);
  const id = uuidOf('pay', textOf(refused, 'payment'));
  const [told] = await eventually(theShop, id, 1);
  expect(told).toMatchObject({
    type: 'payment.failed',
    data: { status: 'failed', money_moved: false, failure: { code: 'insufficient_funds' } },
  });
});

it('tells of money set aside, captured in parts and set free: versions 1 to 4, each as it was then', async () => {
  const body = { ...paymentBody(merchant, await showCode(service, resident), '1000'), capture: 'manual' };
  const held = await api.post('/v1/payments', { token: merchant.key, body });
  const path = `/v1/payments/${textOf(held, 'id')}`;
  for (const [amount, final] of [
    ['300', false],
    ['200', true],
  ] as const) {
    const captured = await api.post(`${path}/captures`, {
      token: merchant.key,
      body: { amount, currency: 'TWD', final },
    });
    expect(captured.status).toBe(201);
  }
  const told = await eventually(theShop, uuidOf('pay', textOf(held, 'id')), 4);
  expect(told.map(({ type, objectVersion }) => `${objectVersion} ${type}`)).toEqual([
    '1 payment.authorized',
    '2 payment.captured',
    '3 payment.captured',
    '4 payment.succeeded',
  ]);
  expect(told.map(({ data }) => [data.status, capturedOf(data)])).toEqual([
    ['authorised', '0'],
    ['authorised', '300'],
    ['authorised', '500'],
    ['succeeded', '500'],
  ]);
  expect(told.at(-1)?.data).toEqual((await api.get(path, { token: merchant.key })).body);
  expect(await eventsAbout(thePayer, uuidOf('pay', textOf(held, 'id')))).toHaveLength(4);
});

function capturedOf(data: OwnedEvent['data']): unknown {
  return (data.authorisation as { captured?: { amount?: unknown } } | undefined)?.captured?.amount;
}

it('tells once of a refund that takes from several captures, with all that went back', async () => {
  const body = { ...paymentBody(merchant, await showCode(service, resident), '900'), capture: 'manual' };
  const held = await api.post('/v1/payments', { token: merchant.key, body });
  const path = `/v1/payments/${textOf(held, 'id')}`;
  for (const amount of ['400', '500'])
    await api.post(`${path}/captures`, { token: merchant.key, body: { amount, currency: 'TWD' } });
  const refund = await api.post(`${path}/refunds`, {
    token: merchant.key,
    body: { amount: '600', currency: 'TWD', reason: { code: 'returned_goods' } },
  });
  expect(refund.status).toBe(201);
  const [told, ...more] = await eventually(theShop, uuidOf('rfd', textOf(refund, 'id')), 1);
  expect(more).toEqual([]);
  expect(told?.type).toBe('refund.succeeded');
  expect(told?.data).toEqual(
    (await api.get(`/v1/refunds/${textOf(refund, 'id')}`, { token: merchant.key })).body,
  );
  const [theirs] = await eventsAbout(thePayer, uuidOf('rfd', textOf(refund, 'id')));
  expect(theirs?.data).toMatchObject({ amount: '600', merchant: 'Old Street Tea', store: 'By the river' });
  expect(JSON.stringify(theirs?.data)).not.toContain('returned_goods');
});

it('tells that what was set aside came to nothing', async () => {
  const body = { ...paymentBody(merchant, await showCode(service, resident), '50'), capture: 'manual' };
  const held = await api.post('/v1/payments', { token: merchant.key, body });
  await api.post(`/v1/payments/${textOf(held, 'id')}/void`, { token: merchant.key, body: {} });
  const told = await eventually(theShop, uuidOf('pay', textOf(held, 'id')), 2);
  expect(told.map(({ type }) => type)).toEqual(['payment.authorized', 'payment.canceled']);
  expect(told[1]?.data).toMatchObject({ status: 'voided', money_moved: false });
});

it('tells of a top-up that arrived, and the shop nothing of it', async () => {
  const id = uuidOf('top', await fund(service, resident, '70'));
  const [told] = await eventually(thePayer, id, 1);
  expect(told).toMatchObject({ type: 'top_up.succeeded', data: { status: 'succeeded', amount: '70' } });
  expect(await eventsOf(theShop, ['top_up.succeeded'])).toEqual([]);
});

it('tells of a freeze and of its end, and nothing when nothing changed', async () => {
  const { id } = await createResident(service, 'Chen An');
  const owner: EventOwner = { kind: 'resident', id: uuidOf('res', id) };
  const post = (path: string, body: object) =>
    api.post(`/v1/residents/${id}/${path}`, { token: operatorToken, body });
  await post('freeze', { reason: 'lost' });
  await post('freeze', { reason: 'lost' });
  await post('unfreeze', {});
  await post('unfreeze', {});
  const told = await eventsOf(owner);
  expect(told.map(({ type, data }) => [type, data.status, data.frozen_by])).toEqual([
    ['wallet.frozen', 'frozen', 'operator'],
    ['wallet.unfrozen', 'open', null],
  ]);
});

it('tells a merchant what was done to its stores, tills and keys', async () => {
  const told = await eventsOf(theShop, ['store.created', 'terminal.created', 'api_key.created']);
  expect(told.map(({ type }) => type)).toEqual(['store.created', 'terminal.created', 'api_key.created']);
  expect(told[1]).toMatchObject({
    objectType: 'terminal',
    data: { actor: 'operator', subject: merchant.terminal, facts: { store: merchant.store } },
  });
});

it('tells nothing anew when the lists are built anew', async () => {
  const before = await eventsOf(theShop);
  await withTrx(database, async (trx) => {
    await trx.raw('truncate transactions.payments, transactions.captures, transactions.refunds');
    await trx.raw("update transactions.feed_positions set batch = 0, index = 0 where name = 'payments'");
  });
  const paid = await pay(service, resident, merchant, '33');
  const [last] = await eventually(theShop, uuidOf('pay', textOf(paid, 'id')), 1);
  const after = await eventsOf(theShop);
  expect(after).toEqual([...before, last]);
});

it('waits with what a payment says as long as no list has the payment', async () => {
  const paid = await pay(service, resident, merchant, '34');
  const id = uuidOf('pay', textOf(paid, 'id'));
  const [told] = await eventually(theShop, id, 1);
  const trx = await database.transaction();
  try {
    await trx.raw('delete from transactions.payments where id = :id', { id });
    const owner = theShop;
    const page = { owner, types: EVENT_TYPES, afterSequence: (told?.sequence ?? 0n) - 1n, limit: 1 };
    const reading = listEvents(trx, page);
    await expect(reading).rejects.toThrow('is on no list yet');
    // Who asks is told to come again, and not that we made a mistake.
    await expect(reading).rejects.toMatchObject({ code: 'lists_not_ready', retryable: true });
  } finally {
    await trx.rollback();
  }
});

it('tells of each payment once although the ledger is killed meanwhile', async () => {
  const before = (await eventsOf(theShop, ['payment.succeeded'])).length;
  await service.restartLedger();
  await expect
    .poll(async () => (await pay(service, resident, merchant, '10')).status, { timeout: 20_000 })
    .toBe(201);
  await expect
    .poll(async () => (await eventsOf(theShop, ['payment.succeeded'])).length, { timeout: 15_000 })
    .toBe(before + 1);
});
