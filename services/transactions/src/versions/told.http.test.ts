import { randomUUID } from 'node:crypto';
import { parsePublicId } from '@tamsui/ids';
import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { type Receiver, startReceiver } from '../webhooks/receiver.testing.ts';
import { webhookDesk } from '../webhooks/webhooks.testing.ts';

const OLDER = '2026-11-24';
const NEWEST = '2026-12-01';
const SOON = { timeout: 8_000 };
const inVersion = (version: string) => ({ headers: { 'Tamsui-Version': version } });

const service = await startTestService({ config: { WEBHOOKS_TO_LOOPBACK: 'true' } });
const { api, database } = service;
const resident = await createResident(service);
await fund(service, resident, '9000');

/** A merchant that has given something back, and the event that tells of it. */
async function refunded() {
  const merchant = await createMerchant(service);
  const token = merchant.key;
  const payment = textOf(await pay(service, resident, merchant, '100'), 'id');
  const refund = async () => {
    const body = { amount: '5', currency: 'TWD', reason: { code: 'wrong_amount' } };
    return textOf(await api.post(`/v1/payments/${payment}/refunds`, { token, body }), 'id');
  };
  const eventOf = async (id: string) => {
    const listed = async () => {
      const { body } = await api.get('/v1/events?type=refund.succeeded', { token });
      return (body.data as { id: string; object_id: string }[]).find(({ object_id }) => object_id === id)?.id;
    };
    await expect.poll(listed, SOON).toBeDefined();
    return String(await listed());
  };
  return { token, refund, eventOf, desk: webhookDesk(service, merchant) };
}

const OLD = '"reason":"wrong_amount"';
const NEW = '"reason":{"code":"wrong_amount"}';

const bodiesOf = ({ received }: Receiver) => received.map(({ body }) => body);

describe('an event', () => {
  it('is listed, shown and streamed in the version of whoever asks', async () => {
    const { token, refund, eventOf } = await refunded();
    const event = await eventOf(await refund());
    const paths = ['/v1/events?type=refund.succeeded', `/v1/events/${event}`];
    for (const path of paths) {
      const [asOlder, asNewer] = await Promise.all(
        [OLDER, NEWEST].map((version) => api.get(path, { token, ...inVersion(version) })),
      );
      expect(asOlder?.text).toContain(OLD);
      expect(asNewer?.text).toBe(asOlder?.text.replace(OLD, NEW));
    }
    for (const [version, words] of [[OLDER, OLD] as const, [NEWEST, NEW] as const])
      expect(await firstMessage(token, version)).toContain(words);
  });

  it('of before there were versions is told as it was written, and in the newest words to who speaks them', async () => {
    const { token, refund, eventOf } = await refunded();
    const event = await eventOf(await refund());
    const { text } = await api.get(`/v1/events/${event}`, { token, ...inVersion(OLDER) });
    const { data } = JSON.parse(text) as { data: object };
    // As a process wrote it that knew of no versions: the row says what rows say by themselves.
    await database.raw(
      `alter table transactions.events disable trigger events_append_only;
       update transactions.events set merchant_data = '${JSON.stringify(data)}', api_version = default
        where id = '${parsePublicId('evt', event) ?? ''}';
       alter table transactions.events enable trigger events_append_only`,
    );
    const shown = async (version: string) => {
      const answer = await api.get(`/v1/events/${event}`, { token, ...inVersion(version) });
      return JSON.stringify(answer.body.data);
    };
    expect(await shown(OLDER)).toBe(JSON.stringify(data));
    expect(await shown(NEWEST)).toBe(JSON.stringify(data).replace(OLD, NEW));
  });
});

async function firstMessage(token: string, version: string): Promise<string> {
  const after = 'evt_00000000000000000000000000';
  const stop = new AbortController();
  const response = await fetch(`${service.url}/v1/events/stream?type=refund.succeeded&after=${after}`, {
    headers: { authorization: `Bearer ${token}`, 'tamsui-version': version },
    signal: stop.signal,
  });
  expect(response.headers.get('tamsui-version')).toBe(version);
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += Buffer.from(bytes as Uint8Array).toString('utf8');
    if (/^data: .*\n\n/m.test(text)) break;
  }
  stop.abort();
  return text;
}

describe('an endpoint', () => {
  const REFUNDS = { types: ['refund.succeeded'] };

  it('is told in its own version, whatever its neighbour is told in, and again in a replay', async () => {
    const { token, refund, eventOf, desk } = await refunded();
    const [atOlder, atNewest] = [await startReceiver(), await startReceiver()];
    const older = await desk.create(atOlder.url, { ...REFUNDS, api_version: OLDER });
    await desk.create(atNewest.url, REFUNDS);
    const event = await eventOf(await refund());
    await expect.poll(() => [atOlder, atNewest].map(({ received }) => received.length), SOON).toEqual([1, 1]);
    const [[inOlder = ''], [inNewest = '']] = [bodiesOf(atOlder), bodiesOf(atNewest)];
    expect(inOlder).toContain(OLD);
    expect(inOlder).toContain(`"api_version":"${OLDER}"`);
    expect(inNewest).toBe(inOlder.replace(OLD, NEW).replace(OLDER, NEWEST));
    const asListed = await api.get(`/v1/events/${event}`, { token, ...inVersion(OLDER) });
    expect(JSON.parse(inOlder)).toMatchObject(asListed.body);

    expect((await desk.post(`${older.path}/replay`, { event })).body).toMatchObject({ replayed: 1 });
    await expect.poll(() => bodiesOf(atOlder), SOON).toEqual([inOlder, inOlder]);
    const [delivery] = await desk.log(older);
    await desk.post(`/v1/webhook-deliveries/${String(delivery?.id)}/replay`);
    await expect.poll(() => bodiesOf(atOlder), SOON).toEqual([inOlder, inOlder, inOlder]);
  });

  it('that is given another version is told in that from then on, in replays and pings, too', async () => {
    const { refund, eventOf, desk, token } = await refunded();
    const receiver = await startReceiver();
    const endpoint = await desk.create(receiver.url, { ...REFUNDS, api_version: OLDER });
    const event = await eventOf(await refund());
    await expect.poll(() => receiver.received.length, SOON).toBe(1);
    expect((await desk.change(endpoint, { api_version: NEWEST })).body).toMatchObject({
      api_version: NEWEST,
    });
    await desk.post(`${endpoint.path}/replay`, { event });
    await expect.poll(() => receiver.received.length, SOON).toBe(2);
    const [first = '', second] = bodiesOf(receiver);
    expect(second).toBe(first.replace(OLD, NEW).replace(OLDER, NEWEST));
    await desk.post(`${endpoint.path}/ping`);
    await expect.poll(() => receiver.received.length, SOON).toBe(3);
    expect(bodiesOf(receiver)[2]).toContain(`"api_version":"${NEWEST}"`);
    const { body } = await api.get('/v1/merchant/events?limit=1', { token });
    expect(body.data).toMatchObject([
      { action: 'webhook_endpoint.changed', facts: { api_version: NEWEST, status: 'enabled' } },
    ]);
  });

  it('has the version of the request that makes it, unless it is told another, and keeps it', async () => {
    const { token, desk } = await refunded();
    const make = (version: string, more: object = {}) =>
      api.post('/v1/webhook-endpoints', {
        token,
        key: randomUUID(),
        body: { url: 'https://shop.example.com/hooks', ...more },
        ...inVersion(version),
      });
    expect((await make(NEWEST)).body.api_version).toBe(NEWEST);
    expect((await make(OLDER, { api_version: NEWEST })).body.api_version).toBe(NEWEST);
    const made = await make(OLDER);
    expect(made.body.api_version).toBe(OLDER);
    const path = `/v1/webhook-endpoints/${textOf(made, 'id')}`;
    const described = await api.patch(path, { token, body: { description: 'till' } });
    expect(described.body.api_version).toBe(OLDER);
    expectFieldProblem(await api.patch(path, { token, body: { api_version: '1' } }), 400, '/api_version');
    expect((await desk.get(path)).body.api_version).toBe(OLDER);
  });
});
