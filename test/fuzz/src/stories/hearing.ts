import type { Stage } from '../parties.ts';

/** Nobody listens there: each message is refused at once. */
const CLOSED_PORT = 'http://127.0.0.1:9/hooks';
const HOUR_MS = 3_600_000;

/** Has webhooks sent to where nobody listens, looks at what came of it, and gives it up. */
export async function hearOfEvents({ ask, random, people }: Stage): Promise<void> {
  const { caller } = random.pick(people.merchants);
  const signing = random.pick(['hmac', 'ed25519']);
  const { id } = await ask(caller, 'createWebhookEndpoint', { body: { url: CLOSED_PORT, signing } });
  await ask(caller, 'listWebhookEndpoints');
  await ask(caller, 'changeWebhookEndpoint', { id, body: { description: 'Till server' } });
  await ask(caller, 'rotateWebhookKey', { id, body: { overlap_seconds: 60 } });
  await ask(caller, 'getWebhookEndpoint', { id });
  const ping = await ask(caller, 'pingWebhookEndpoint', { id });
  await ask(caller, 'getWebhookDelivery', { id: ping.id });
  await ask(caller, 'replayWebhookDelivery', { id: ping.id });
  const after = new Date(Date.now() - HOUR_MS).toISOString();
  await ask(caller, 'replayWebhooks', { id, body: { after, only_undelivered: true } });
  await ask(caller, 'listWebhookDeliveries', { id });
  await ask(caller, 'removeWebhookEndpoint', { id });
}
