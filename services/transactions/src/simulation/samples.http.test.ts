import { expect, test } from 'vitest';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { startReceiver } from '../webhooks/receiver.testing.ts';
import { verifyWebhook } from '../webhooks/verify-webhook.testing.ts';
import { webhookDesk } from '../webhooks/webhooks.testing.ts';

const service = await startTestService({ config: { WEBHOOKS_TO_LOOPBACK: 'true' } });
const desk = webhookDesk(service, await createMerchant(service));
const samplesOf = (id: string) => `/v1/sandbox/webhook-endpoints/${id}/samples`;

/** `sample-event.test.ts` looks at every type. */
const TYPES = ['payment.succeeded', 'refund.succeeded', 'terminal.closed'];

test('an endpoint is told of a sample once, signed, and no list of events has it', async () => {
  const receiver = await startReceiver();
  const endpoint = await desk.create(receiver.url);
  const before = await desk.get('/v1/events?limit=100');
  const sampled = new Map<unknown, string>();
  for (const type of TYPES) {
    const { status, body } = await desk.post(samplesOf(endpoint.id), { type });
    expect([status, body.type, body.origin]).toEqual([202, type, 'ping']);
    sampled.set(body.event, type);
  }
  // That the endpoint was created is an event of its own, which it is told of besides.
  const samples = () => receiver.received.filter(({ headers }) => sampled.has(headers['webhook-id']));
  await expect.poll(() => samples().length, { timeout: 15_000 }).toBe(TYPES.length);
  const seen = new Set<string>();
  for (const message of samples()) {
    expect(verifyWebhook(endpoint.key, message, service.clock.now(), seen)).toBe('genuine');
    const { id, type } = JSON.parse(message.body) as { id: string; type: string };
    expect(sampled.get(id)).toBe(type);
  }
  expect((await desk.get('/v1/events?limit=100')).body).toEqual(before.body);
});

test('a delivery of a sample that is replayed sends such a sample again', async () => {
  const receiver = await startReceiver();
  const endpoint = await desk.create(receiver.url);
  const sent = await desk.post(samplesOf(endpoint.id), { type: 'refund.succeeded' });
  const again = await desk.post(`/v1/webhook-deliveries/${String(sent.body.id)}/replay`);
  expect(again.body).toMatchObject({ type: 'refund.succeeded', origin: 'ping' });
});

test('what an endpoint does not ask for, or is no type, is not sent; nor is anything to a disabled one', async () => {
  const receiver = await startReceiver();
  const endpoint = await desk.create(receiver.url, { types: ['payment.succeeded'] });
  const other = await desk.post(samplesOf(endpoint.id), { type: 'payment.failed' });
  expectFieldProblem(other, 422, '/type', 'event_not_asked_for');
  const unknown = await desk.post(samplesOf(endpoint.id), { type: 'transfer.received' });
  expectFieldProblem(unknown, 400, '/type');
  await desk.change(endpoint, { status: 'disabled' });
  const disabled = await desk.post(samplesOf(endpoint.id), { type: 'payment.succeeded' });
  expectProblem(disabled, 409, 'endpoint_disabled');
  expect(receiver.received).toEqual([]);
});
