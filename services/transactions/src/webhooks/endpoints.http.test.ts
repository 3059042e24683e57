import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { webhookDesk } from './webhooks.testing.ts';

const service = await startTestService();
const { api, database } = service;
const merchant = await createMerchant(service);
const desk = webhookDesk(service, merchant);
const URL_OF_SHOP = 'https://shop.example.com/hooks';

describe('an endpoint', () => {
  it('is made with a secret that is shown once and lies closed in the database', async () => {
    const made = await desk.post('/v1/webhook-endpoints', { url: URL_OF_SHOP, description: 'Till server' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      object: 'webhook_endpoint',
      url: URL_OF_SHOP,
      description: 'Till server',
      types: null,
      signing: 'hmac',
      public_key: null,
      api_version: '2026-12-01',
      status: 'enabled',
    });
    const secret = textOf(made, 'secret');
    const path = `/v1/webhook-endpoints/${textOf(made, 'id')}`;
    expect((await desk.get(path)).text).not.toContain('secret');
    expect((await desk.get('/v1/webhook-endpoints')).text).not.toContain(secret);
    const raw = Buffer.from(secret.replace('whsec_', ''), 'base64');
    const { rows } = await database.raw<{ rows: { sealed: Buffer }[] }>(
      'select sealed from transactions.webhook_keys',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ sealed }) => sealed.includes(raw))).toBe(false);
  });

  it('is made once for one Idempotency-Key, and its secret is not shown again', async () => {
    const call = { token: merchant.key, key: randomUUID(), body: { url: URL_OF_SHOP } };
    const made = await api.post('/v1/webhook-endpoints', call);
    const again = await api.post('/v1/webhook-endpoints', call);
    expectProblem(again, 409, 'already_created');
    expect(again.body.id).toBe(made.body.id);
    expect(again.text).not.toContain('whsec_');
  });

  it('is changed, disabled, enabled, rotated and removed, and the history says who did it', async () => {
    const endpoint = await desk.create(URL_OF_SHOP);
    const changed = await desk.change(endpoint, { types: ['refund.succeeded'], status: 'disabled' });
    expect(changed.body).toMatchObject({ types: ['refund.succeeded'], disabled_reason: 'by_hand' });
    expect((await desk.change(endpoint, { status: 'enabled' })).body).toMatchObject({
      status: 'enabled',
      disabled_at: null,
      types: ['refund.succeeded'],
    });
    const rotated = await desk.post(`${endpoint.path}/rotate`, { signing: 'ed25519' });
    expect(rotated.body).toMatchObject({ signing: 'ed25519', secret: null });
    expect(textOf(rotated, 'old_key_signs_until') > service.clock.now().toISOString()).toBe(true);
    expect((await desk.remove(endpoint)).status).toBe(204);
    expectProblem(await desk.get(endpoint.path), 404, 'webhook_endpoint_not_found');
    const { body } = await desk.get('/v1/merchant/events?limit=5');
    const actions = (body.data as readonly { action: string; subject: string }[])
      .filter(({ subject }) => subject === endpoint.id)
      .map(({ action }) => action.replace('webhook_endpoint.', ''));
    expect(actions).toEqual(['removed', 'rotated', 'changed', 'changed', 'created']);
  });

  it('stops signing with a key that leaked at once', async () => {
    const endpoint = await desk.create(URL_OF_SHOP);
    const rotated = await desk.post(`${endpoint.path}/rotate`, { overlap_seconds: 0 });
    expect(rotated.body.old_key_signs_until).toBeNull();
    await desk.remove(endpoint);
  });
});

test.each([
  ['http://shop.example.com/', 'url_not_https'],
  ['https://127.0.0.1/', 'url_not_public'],
  ['https://[::ffff:7f00:1]/', 'url_not_public'],
  ['https://localhost/', 'url_not_public'],
  ['https://shop.example.com:22/', 'url_port_refused'],
  ['https://a:b@shop.example.com/', 'url_with_credentials'],
  ['shop', 'url_malformed'],
])('nothing is sent to %s: %s', async (url, code) => {
  const refused = await desk.post('/v1/webhook-endpoints', { url });
  expectProblem(refused, 422, code);
  expectFieldProblem(refused, 422, '/url', code);
});

test('input that is not as described is refused with the name of its field', async () => {
  const made = (body: object) => desk.post('/v1/webhook-endpoints', { url: URL_OF_SHOP, ...body });
  expectFieldProblem(await made({ types: [] }), 400, '/types');
  expectFieldProblem(await made({ types: ['wallet.frozen'] }), 400, '/types/0');
  expectFieldProblem(await made({ signing: 'md5' }), 400, '/signing');
  expectFieldProblem(await made({ api_version: '2020-01-01' }), 400, '/api_version');
  expectFieldProblem(await made({ url: 7 }), 400, '/url');
});

test('whoever may not read payments cannot have them sent either, nor turn them to themselves', async () => {
  const scopes = { name: 'clerk', scopes: ['merchant:manage'] };
  const token = textOf(await desk.post('/v1/api-keys', scopes), 'key');
  const body = { url: URL_OF_SHOP };
  expectProblem(await api.post('/v1/webhook-endpoints', { token, body }), 403, 'types_not_held');
  const named = { ...body, types: ['payment.succeeded'] };
  expectProblem(await api.post('/v1/webhook-endpoints', { token, body: named }), 403, 'types_not_held');
  const business = { ...body, types: ['store.created'] };
  expect((await api.post('/v1/webhook-endpoints', { token, body: business })).status).toBe(201);
  const { path } = await desk.create(URL_OF_SHOP);
  const turned = await api.patch(path, { token, body: { url: 'https://clerk.example.com/' } });
  expectProblem(turned, 403, 'types_not_held');
});

test('a merchant has 16 at most, however many are asked for at the same time', async () => {
  const other = webhookDesk(service, await createMerchant(service, 'Ferry Snacks'));
  const asked = Array.from({ length: 20 }, () => other.post('/v1/webhook-endpoints', { url: URL_OF_SHOP }));
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer.status === 201)).toHaveLength(16);
  const refused = answers.find((answer) => answer.status !== 201);
  if (refused === undefined) throw new Error('none was refused');
  expectProblem(refused, 409, 'too_many_endpoints');
});
