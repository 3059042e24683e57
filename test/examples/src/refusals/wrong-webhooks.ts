import type { RefusalStage } from './refusal-stage.ts';
import { NOTHING } from './wrong-requests.ts';

const URL_OF_SHOP = 'https://shop.example.com/webhooks';
const HOUR_MS = 3_600_000;
const MAX_ENDPOINTS = 16;

const WRONG_URLS = [
  ['url_malformed', 'shop.example.com'],
  ['url_not_https', 'http://shop.example.com/webhooks'],
  ['url_with_credentials', 'https://wu:482913@shop.example.com/webhooks'],
  ['url_port_refused', 'https://shop.example.com:8080/webhooks'],
  ['url_not_public', 'https://192.168.1.20/webhooks'],
] as const;

/** Endpoints that are nowhere, too many, or asked for what they do not hear. */
export async function misplaceEndpoints({ ask, refused, shop }: RefusalStage): Promise<void> {
  const { caller } = shop;
  const create = (code: string, url: string) =>
    refused(caller, 'createWebhookEndpoint', code, { body: { url } });
  for (const [code, url] of WRONG_URLS) await create(code, url);
  const types = ['store.closed'];
  const { id } = await ask(caller, 'createWebhookEndpoint', { body: { url: URL_OF_SHOP, types } });
  const { data } = await ask(caller, 'listEvents', { query: { type: 'payment.succeeded', limit: '1' } });
  const replay = (code: string, body: object) => refused(caller, 'replayWebhooks', code, { id, body });
  await replay('event_not_found', { event: `evt_${NOTHING}` });
  await replay('event_not_asked_for', { event: data[0].id });
  const [now, before] = [new Date(), new Date(Date.now() - HOUR_MS)];
  await replay('range_empty', { after: now.toISOString(), before: before.toISOString() });
  const sample = { id, body: { type: 'payment.failed' } };
  await refused(caller, 'sendSampleEvent', 'event_not_asked_for', sample);
  await ask(caller, 'changeWebhookEndpoint', { id, body: { status: 'disabled' } });
  await refused(caller, 'pingWebhookEndpoint', 'endpoint_disabled', { id });
  for (let count = 1; count < MAX_ENDPOINTS; count++) {
    await ask(caller, 'createWebhookEndpoint', { body: { url: URL_OF_SHOP, types } });
  }
  await create('too_many_endpoints', URL_OF_SHOP);
}
