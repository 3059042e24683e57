import { readStream, type StreamReader } from '@tamsui/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { cashierAtTill } from '../cashiers/cashiers.testing.ts';
import { textOf } from '../testing/api.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { STREAMS_PER_CALLER } from './stream-places.ts';

const service = await startTestService({ config: { MAX_STREAMS: '8', MAX_IN_FLIGHT: '8' } });
const { api, url, operatorToken } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
await fund(service, resident, '10000');

const open: StreamReader[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) reader.leave();
  await expect.poll(openStreams).toBe(0);
});

async function openStreams(): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^live_streams_open\{[^}]*\} (\d+)$/m.exec(metrics)?.[1]);
}

async function listen(token: string, query = '', headers: Readonly<Record<string, string>> = {}) {
  const reader = await readStream(url, { authorization: `Bearer ${token}`, ...headers }, query);
  open.push(reader);
  return reader;
}

const typesOf = ({ events }: StreamReader) => events.map(({ type }) => type);
const idsOf = ({ events }: StreamReader) => events.map(({ id }) => id);

describe('a stream', () => {
  it('tells till and phone of a payment within a second, each in its own words', async () => {
    const till = await listen(merchant.key);
    const phone = await listen(resident.token, '?type=payment.succeeded');
    const paid = await pay(service, resident, merchant, '120');
    await expect.poll(() => till.events.length, { timeout: 1_000 }).toBe(1);
    await expect.poll(() => phone.events.length, { timeout: 1_000 }).toBe(1);
    const [atTill, onPhone] = [till.events[0], phone.events[0]];
    expect(atTill).toMatchObject({ type: 'payment.succeeded', object_id: paid.body.id, object_version: 1 });
    expect(onPhone?.data).toMatchObject({ amount: '120', merchant: 'Old Street Tea' });
    expect(till.text).not.toContain(resident.id);
    expect(atTill).toEqual((await api.get(`/v1/events/${String(atTill?.id)}`, { token: merchant.key })).body);
  });

  it('is told by its headers and its first message how to go on', async () => {
    const answer = await api.get('/v1/events/stream', { token: merchant.key });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).toMatch(/^retry: \d+\nid: evt_[0-9a-z]{26}\n\n$/);
  });

  it('answers HEAD with its headers at once, and takes no place for it', async () => {
    // More than there is room for in the whole service.
    const asked = { method: 'HEAD', headers: { authorization: `Bearer ${merchant.key}` } };
    const heads: Response[] = [];
    for (let n = 0; n < 10; n += 1) heads.push(await fetch(`${url}/v1/events/stream`, asked));
    expect(heads.map(({ status }) => status)).toEqual(heads.map(() => 200));
    expect(heads[0]?.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await openStreams()).toBe(0);
  });

  it('begins with what happens from now on, or behind an event, or with the beginning', async () => {
    const paid = await pay(service, resident, merchant, '1');
    const all = await listen(merchant.key, `?after=evt_${'0'.repeat(26)}`);
    await expect.poll(() => all.events.at(-1)?.object_id).toBe(paid.body.id);
    expect(typesOf(all).slice(0, 3)).toEqual(['store.created', 'terminal.created', 'api_key.created']);
    const rest = await listen(merchant.key, `?after=${String(idsOf(all)[0])}`);
    await expect.poll(() => rest.events.length).toBe(all.events.length - 1);
    expect(idsOf(rest)).toEqual(idsOf(all).slice(1));
    const now = await listen(merchant.key);
    expect(now.told).toEqual([{ id: all.lastId, event: undefined }]);
  });

  it('goes on behind Last-Event-ID without a gap and without a double, whatever the address says', async () => {
    const first = await listen(merchant.key);
    const start = first.lastId;
    await pay(service, resident, merchant, '2');
    await expect.poll(() => first.events.length).toBe(1);
    first.leave();
    await pay(service, resident, merchant, '3');
    const second = await listen(merchant.key, `?after=${start}`, { 'last-event-id': first.lastId });
    await pay(service, resident, merchant, '4');
    await expect.poll(() => second.events.length).toBe(2);
    const listed = await api.get(`/v1/events?after=${start}`, { token: merchant.key });
    const ids = (listed.body.data as { id: string }[]).map(({ id }) => id);
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids);
  });

  it('gives no gap and no double to readers who come and go while payments go on', async () => {
    const start = (await listen(merchant.key)).lastId;
    let goes = true;
    const paying = (async () => {
      for (let n = 0; n < 40; n += 1) await pay(service, resident, merchant, String(1 + (n % 7)));
      goes = false;
    })();
    const read: unknown[] = [];
    let last = start;
    while (goes) {
      const reader = await listen(merchant.key, '', { 'last-event-id': last });
      await new Promise((resolve) => setTimeout(resolve, 15));
      last = reader.lastId;
      read.push(...idsOf(reader));
      reader.leave();
    }
    await paying;
    const rest = await listen(merchant.key, '', { 'last-event-id': last });
    await expect.poll(() => read.length + rest.events.length).toBe(40);
    expect(new Set([...read, ...idsOf(rest)]).size).toBe(40);
  });

  it('tells only of what was asked for, and of the business only who manages it', async () => {
    const { id: cashier, token } = await cashierAtTill(service, merchant, 'cashier');
    const asked = await listen(merchant.key, '?type=refund.succeeded');
    const atTill = await listen(token);
    const paid = await pay(service, resident, merchant, '9');
    await api.post(`/v1/payments/${textOf(paid, 'id')}/refunds`, {
      token: merchant.key,
      body: { amount: '9', currency: 'TWD' },
    });
    await expect.poll(() => typesOf(asked)).toEqual(['refund.succeeded']);
    await expect.poll(() => typesOf(atTill)).toEqual(['payment.succeeded', 'refund.succeeded']);
    await api.delete(`/v1/cashiers/${cashier}`, { token: merchant.key });
    await expect.poll(() => atTill.isOver, { timeout: 8_000 }).toBe(true);
  });

  it('ends when its key is revoked', async () => {
    const made = await api.post('/v1/api-keys', {
      token: merchant.key,
      body: { name: 'kitchen', scopes: ['payments:read'] },
    });
    const reader = await listen(textOf(made, 'key'));
    await api.post(`/v1/api-keys/${textOf(made, 'id')}/revoke`, { token: merchant.key, body: {} });
    // The key is remembered for five seconds of the service's clock, and looked at every five.
    service.clock.advanceMs(6_000);
    await expect.poll(() => reader.isOver, { timeout: 8_000 }).toBe(true);
    expect((await listen(textOf(made, 'key'))).status).toBe(401);
  });

  it('counts as nothing that is under way: money and reads go on with all places taken', async () => {
    for (let n = 0; n < 4; n += 1) await listen(resident.token);
    for (let n = 0; n < 4; n += 1) await listen(merchant.key);
    expect(await openStreams()).toBe(8);
    expect((await pay(service, resident, merchant, '5')).status).toBe(201);
    expect((await api.get('/v1/merchant', { token: merchant.key })).status).toBe(200);
  });
});

describe('a stream is refused', () => {
  it.each(['evt_0', 'x', 'pay_01k0c3d9v2e8qt4m7x5r6w1zha'])('behind %s, which is no event', async (id) => {
    const reader = await listen(merchant.key, '', { 'last-event-id': id });
    expect(reader).toMatchObject({ status: 400, problem: { code: 'cursor_invalid' } });
    expect((await listen(merchant.key, `?after=${id}`)).problem).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: 'query:after', code: 'id_malformed' }],
    });
  });

  it("behind somebody else's event, as behind one that is made up", async () => {
    const other = await createMerchant(service, 'Tea Two');
    const theirs = await api.get('/v1/events?limit=1', { token: other.key });
    const [{ id } = { id: '' }] = theirs.body.data as { id: string }[];
    for (const last of [id, 'evt_01k0c3d9v2e8qt4m7x5r6w1zha']) {
      const reader = await listen(merchant.key, '', { 'last-event-id': last });
      expect(reader.status).toBe(400);
      expect(reader.problem).toMatchObject({ errors: [{ pointer: 'header:Last-Event-ID' }] });
    }
  });

  it('for types that there are not', async () => {
    const { problem } = await listen(merchant.key, '?type=payment.exploded');
    expect(problem).toMatchObject({ errors: [{ pointer: 'query:type', code: 'event_type_unknown' }] });
  });

  it('to a caller who has many, until one of them ends', async () => {
    const mine: StreamReader[] = [];
    for (let n = 0; n < STREAMS_PER_CALLER.resident; n += 1) mine.push(await listen(resident.token));
    const refused = await listen(resident.token);
    expect(refused).toMatchObject({ status: 429, problem: { code: 'too_many_streams', retryable: true } });
    mine[0]?.leave();
    await expect.poll(async () => (await listen(resident.token)).status).toBe(200);
  });

  it('when there is no room for any', async () => {
    for (let n = 0; n < 8; n += 1) await listen(merchant.key);
    const refused = await listen(resident.token);
    expect(refused).toMatchObject({ status: 503, problem: { code: 'no_room_for_streams', retryable: true } });
  });

  it('to the operator, and to nobody', async () => {
    expect((await listen(operatorToken)).problem).toMatchObject({ code: 'wrong_token_kind' });
    expect((await listen('')).problem).toMatchObject({ code: 'unauthorized' });
  });
});
