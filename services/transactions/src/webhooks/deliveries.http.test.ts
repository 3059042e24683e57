import { Webhook } from 'standardwebhooks';
import { describe, expect, it, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay, type TestMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { type Answering, ok, startReceiver, status } from './receiver.testing.ts';
import { verifyWebhook } from './verify-webhook.testing.ts';
import { type TestEndpoint, webhookDesk } from './webhooks.testing.ts';

const service = await startTestService({ config: { WEBHOOKS_TO_LOOPBACK: 'true' } });
const { clock } = service;
const SOON = { timeout: 8_000 };
const TERMINALS = { types: ['terminal.created'] };

/** A merchant, its server, and an endpoint there that asks for new tills. */
async function scene(answering: Answering = ok, more: object = TERMINALS) {
  const merchant = await createMerchant(service);
  const desk = webhookDesk(service, merchant);
  const receiver = await startReceiver(answering);
  const endpoint = await desk.create(receiver.url, more);
  const open = () => desk.openTill(merchant.store);
  const settled = (state: string, attempts: number) =>
    expect
      .poll(async () => {
        const [last] = (await desk.log(endpoint)).slice(-1);
        return [last?.status, last?.attempts.length];
      }, SOON)
      .toEqual([state, attempts]);
  return { merchant, desk, receiver, endpoint, open, settled };
}

const errorsOf = async (desk: ReturnType<typeof webhookDesk>, endpoint: TestEndpoint) =>
  (await desk.log(endpoint)).map(({ status: state, attempts }) => [state, attempts.at(-1)?.error ?? null]);

describe('what a receiver is sent', () => {
  it('is a payment that the independent package verifies, as the list of events has it', async () => {
    const { merchant, desk, receiver, endpoint } = await scene(ok, { types: ['payment.succeeded'] });
    const resident = await createResident(service);
    await fund(service, resident, '500');
    const paid = await pay(service, resident, merchant);
    expect(paid.status).toBe(201);
    await expect.poll(() => receiver.received.length, SOON).toBe(1);
    const [message] = receiver.received;
    if (message === undefined) throw new Error('nothing came');
    const webhook = new Webhook(endpoint.key);
    const told = webhook.verify(message.body, message.headers as Record<string, string>);
    expect(told).toMatchObject({
      type: 'payment.succeeded',
      object_id: paid.body.id,
      object_version: 1,
      data: { id: paid.body.id, amount: '120' },
      api_version: '2026-12-01',
    });
    const { body: listed } = await desk.get(`/v1/events/${message.headers['webhook-id']}`);
    expect(told).toMatchObject(listed);
    expect(message.headers['content-type']).toBe('application/json');
    expect(message.body.length).toBeLessThan(20_000);
  });

  it('is signed by Ed25519 for who asks for it, and shows no secret', async () => {
    const { receiver, endpoint, open, desk } = await scene(ok, { ...TERMINALS, signing: 'ed25519' });
    await open();
    await expect.poll(() => receiver.received.length, SOON).toBe(1);
    const [message] = receiver.received;
    if (message === undefined) throw new Error('nothing came');
    const seen = new Set<string>();
    expect(endpoint.key).toMatch(/^whpk_/);
    expect(verifyWebhook(endpoint.key, message, clock.now(), seen)).toBe('genuine');
    expect(verifyWebhook(endpoint.key, message, clock.now(), seen)).toBe('seen_before');
    expect((await desk.get(endpoint.path)).body).toMatchObject({ public_key: endpoint.key });
    expect((await desk.get(endpoint.path)).text).not.toContain('whsec_');
  });

  it('is signed by both keys while a rotation lasts, and by the new one alone after', async () => {
    const { receiver, endpoint, open, desk } = await scene();
    const rotated = await desk.post(`${endpoint.path}/rotate`, { overlap_seconds: 60 });
    const fresh = String(rotated.body.secret);
    expect(rotated.status).toBe(201);
    await open();
    await expect.poll(() => receiver.received.length, SOON).toBe(1);
    clock.advanceMs(61_000);
    await open();
    await expect.poll(() => receiver.received.length, SOON).toBe(2);
    const verdicts = receiver.received.map((message) =>
      [endpoint.key, fresh].map((key) => verifyWebhook(key, message, clock.now(), new Set())),
    );
    expect(verdicts).toEqual([
      ['genuine', 'genuine'],
      ['forged', 'genuine'],
    ]);
  });
});

describe('each kind of bad receiver, and what the log says of it', () => {
  it('one that fails is tried again by the schedule under the same id, until it recovers', async () => {
    const { receiver, open, settled, desk, endpoint } = await scene(status(500));
    await open();
    await settled('waiting', 1);
    receiver.answerWith(ok);
    clock.advanceMs(4_000);
    expect(receiver.received).toHaveLength(1);
    clock.advanceMs(2_000);
    await settled('delivered', 2);
    const [delivery] = await desk.log(endpoint);
    expect(delivery?.attempts).toMatchObject([
      { attempt: 1, error: 'status_not_ok', response_status: 500, response_start: 'no' },
      { attempt: 2, error: null, response_status: 200, response_start: 'thanks' },
    ]);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([delivery?.event, delivery?.event]);
    expect((await desk.get(endpoint.path)).body).toMatchObject({ failures_in_row: 0, failing_since: null });
  });

  const hangUp: Answering = (res) => res.destroy();
  test.each([
    ['redirects', status(302, { location: 'http://127.0.0.1:1/' }), 'redirect_refused'],
    ['hangs up', hangUp, 'connection_lost'],
    ['has headers without an end', status(200, { 'x-long': 'x'.repeat(12_000) }), 'answer_malformed'],
  ])('one that %s', async (_what, answering, error) => {
    const { open, settled, desk, endpoint } = await scene(answering);
    await open();
    await settled('waiting', 1);
    expect(await errorsOf(desk, endpoint)).toEqual([['waiting', error]]);
  });

  it('one that is gone is disabled at once, and its merchant is told', async () => {
    const { desk, open, endpoint } = await scene(status(410));
    const other = await startReceiver();
    await desk.create(other.url, { types: ['webhook_endpoint.disabled'] });
    await open();
    await expect
      .poll(async () => (await desk.get(endpoint.path)).body, SOON)
      .toMatchObject({ status: 'disabled', disabled_reason: 'gone' });
    await expect.poll(() => other.received.length, SOON).toBe(1);
    expect(JSON.parse(other.received[0]?.body ?? '{}')).toMatchObject({
      type: 'webhook_endpoint.disabled',
      object_id: endpoint.id,
      data: { facts: { reason: 'gone' } },
    });
    await open();
    await expect.poll(() => other.received.length, SOON).toBe(1);
    expect(await errorsOf(desk, endpoint)).toEqual([['canceled', 'gone']]);
    expectProblem(await desk.post(`${endpoint.path}/ping`), 409, 'endpoint_disabled');
  });

  it('one that fails for three days is warned of after one and disabled, and its merchant is told', async () => {
    const { desk, open, endpoint } = await scene(status(500));
    const other = await startReceiver();
    await desk.create(other.url, { types: ['webhook_endpoint.failing', 'webhook_endpoint.disabled'] });
    for (let n = 0; n < 3; n += 1) await open();
    const health = async () => (await desk.get(endpoint.path)).body;
    const failures = async () => Number((await health()).failures_in_row);
    await expect.poll(failures, SOON).toBe(3);
    const days: unknown[] = [];
    while ((await health()).status === 'enabled' && days.length < 9) {
      const before = await failures();
      // Every wait of the schedule is over by then, and every rest.
      clock.advanceMs(27 * 3_600_000);
      days.push(before);
      await expect.poll(failures, SOON).toBeGreaterThan(before);
    }
    expect(days.length).toBeGreaterThanOrEqual(3);
    expect(await health()).toMatchObject({ status: 'disabled', disabled_reason: 'failing' });
    await expect.poll(() => other.received.length, SOON).toBe(2);
    const types = other.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
    expect(types).toEqual(['webhook_endpoint.failing', 'webhook_endpoint.disabled']);
  }, 60_000);

  it('one that asks for time gets it, with all that waits for it', async () => {
    const { receiver, open, settled, desk, endpoint } = await scene(status(429, { 'retry-after': '120' }));
    await open();
    await settled('waiting', 1);
    receiver.answerWith(ok);
    await open();
    clock.advanceMs(60_000);
    await expect
      .poll(async () => (await desk.log(endpoint)).map((delivery) => delivery.attempts.length), SOON)
      .toEqual([1, 0]);
    clock.advanceMs(75_000);
    await settled('delivered', 1);
    await expect.poll(() => receiver.received.length, SOON).toBe(3);
  });

  it('one that never answers keeps no other waiting', async () => {
    const slow = await scene(() => undefined);
    const quick = await scene();
    for (let n = 0; n < 6; n += 1) await slow.open();
    await quick.open();
    await quick.settled('delivered', 1);
    await expect.poll(() => slow.receiver.received.length, SOON).toBe(4);
    expect(slow.receiver.mostAtOnce()).toBe(4);
    expect((await slow.desk.log(slow.endpoint)).map((delivery) => delivery.status)).toEqual([
      'sending',
      'sending',
      'sending',
      'sending',
      'waiting',
      'waiting',
    ]);
    await slow.desk.remove(slow.endpoint);
  });
});

describe('telling again', () => {
  it('sends one event, one delivery and a range under the ids that they had', async () => {
    const { receiver, open, settled, desk, endpoint } = await scene();
    clock.advanceMs(1_000);
    const from = clock.now();
    await open();
    await open();
    await expect.poll(() => receiver.received.length, SOON).toBe(2);
    await settled('delivered', 1);
    const [first] = await desk.log(endpoint);
    const replayed = async (body: object) => (await desk.post(`${endpoint.path}/replay`, body)).body.replayed;
    expect(await replayed({ event: first?.event })).toBe(1);
    expect((await desk.post(`/v1/webhook-deliveries/${first?.id}/replay`)).status).toBe(202);
    await expect.poll(() => receiver.received.length, SOON).toBe(4);
    clock.advanceMs(1_000);
    expect(await replayed({ after: from.toISOString(), only_undelivered: true })).toBe(0);
    expect(await replayed({ after: from.toISOString() })).toBe(2);
    await expect.poll(() => receiver.received.length, SOON).toBe(6);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(2);
    // A receiver that remembers ids takes each event once, however often and in whatever order it comes.
    const seen = new Set<string>();
    const shuffled = [...receiver.received].reverse();
    const verdicts = shuffled.map((message) => verifyWebhook(endpoint.key, message, clock.now(), seen));
    expect(verdicts.filter((verdict) => verdict === 'genuine')).toHaveLength(2);
    expect(verdicts.filter((verdict) => verdict === 'seen_before')).toHaveLength(4);
  });

  it('tells what was missed while the endpoint was disabled, when it is asked to and not before', async () => {
    const { receiver, open, desk, endpoint } = await scene();
    clock.advanceMs(1_000);
    const from = clock.now();
    await desk.change(endpoint, { status: 'disabled' });
    await open();
    await desk.change(endpoint, { status: 'enabled' });
    const ping = await desk.post(`${endpoint.path}/ping`);
    expect(ping.status).toBe(202);
    await expect.poll(() => receiver.received.length, SOON).toBe(1);
    expect(receiver.received[0]?.body).toContain('webhook_endpoint.ping');
    clock.advanceMs(1_000);
    await desk.post(`${endpoint.path}/replay`, { after: from.toISOString() });
    await expect.poll(() => receiver.received.length, SOON).toBe(2);
  });

  it('refuses what is not there, not asked for, and a range that ends before it begins', async () => {
    const { desk, endpoint } = await scene();
    const replay = (body: object) => desk.post(`${endpoint.path}/replay`, body);
    expectProblem(await replay({ event: 'evt_01k0c3d9v2e8qt4m7x5r6w1zha' }), 404, 'event_not_found');
    const { body } = await desk.get('/v1/events?type=store.created');
    const [created] = body.data as readonly { readonly id: string }[];
    expectProblem(await replay({ event: created?.id }), 422, 'event_not_asked_for');
    const now = clock.now().toISOString();
    expectProblem(await replay({ after: now, before: now }), 422, 'range_empty');
    expectProblem(await replay({}), 400, 'validation_failed');
  });
});

test("a merchant sees nothing of another one's endpoints and deliveries", async () => {
  const { desk, endpoint, open, settled } = await scene();
  await open();
  await settled('delivered', 1);
  const [delivery] = await desk.log(endpoint);
  const rival: TestMerchant = await createMerchant(service, 'Ferry Snacks');
  const theirs = webhookDesk(service, rival);
  expectProblem(await theirs.get(endpoint.path), 404, 'webhook_endpoint_not_found');
  expectProblem(
    await theirs.get(`/v1/webhook-deliveries/${delivery?.id}`),
    404,
    'webhook_delivery_not_found',
  );
  const own = await theirs.create('http://127.0.0.1:1/');
  expectProblem(await theirs.post(`${own.path}/replay`, { event: delivery?.event }), 404, 'event_not_found');
});
