import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { verifyWebhook, webhookKey } from './standard-webhook.ts';

const NOW = new Date('2026-11-20T04:00:00Z');
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const KEY = webhookKey(SECRET);
const BODY = '{"type":"direct_debit.succeeded","data":{"reference":"top_1"}}';

/** Signed by the reference implementation of Standard Webhooks. */
function signed(body = BODY, at = NOW, secret = SECRET) {
  return {
    id: 'msg_1',
    timestamp: String(Math.floor(at.getTime() / 1_000)),
    signature: new Webhook(secret).sign('msg_1', at, body),
    rawBody: Buffer.from(body),
  };
}

test('a message signed by the reference implementation is taken, and its id given back', () => {
  expect(verifyWebhook(KEY, signed(), NOW)).toEqual({ ok: true, value: 'msg_1' });
});

test('one right signature among several is enough: a sender rotates its secret', () => {
  const other = new Webhook(`whsec_${randomBytes(32).toString('base64')}`).sign('msg_1', NOW, BODY);
  const message = { ...signed(), signature: `v1a,abc ${other} ${signed().signature}` };
  expect(verifyWebhook(KEY, message, NOW).ok).toBe(true);
});

test('one changed byte anywhere in the body is caught', () => {
  for (let place = 0; place < BODY.length; place++) {
    const rawBody = Buffer.from(BODY);
    rawBody[place] = (rawBody[place] ?? 0) ^ 1;
    expect(verifyWebhook(KEY, { ...signed(), rawBody }, NOW)).toMatchObject({ ok: false });
  }
});

const INVALID = { ok: false, refusal: { code: 'webhook_signature_invalid' } };

test.each([
  ['another secret', signed(BODY, NOW, `whsec_${randomBytes(32).toString('base64')}`)],
  ['another id', { ...signed(), id: 'msg_2' }],
  ['no id', { ...signed(), id: undefined }],
  ['no signature', { ...signed(), signature: undefined }],
  ['an empty signature', { ...signed(), signature: 'v1,' }],
  ['a signature of another version', { ...signed(), signature: signed().signature.replace('v1,', 'v2,') }],
  ['no body', { ...signed(), rawBody: undefined }],
  ['the same content with a blank more', { ...signed(), rawBody: Buffer.from(`${BODY} `) }],
  ['a moved timestamp', { ...signed(), timestamp: String(NOW.getTime() / 1_000 + 1) }],
])('%s is no valid signature', (_what, message) => {
  expect(verifyWebhook(KEY, message, NOW)).toEqual(INVALID);
});

test.each([
  ['older than five minutes', 301_000],
  ['more than five minutes ahead', -301_000],
])('a message %s is not taken', (_what, ageMs) => {
  const message = signed(BODY, new Date(NOW.getTime() - ageMs));
  expect(verifyWebhook(KEY, message, NOW)).toMatchObject({ refusal: { code: 'webhook_timestamp_invalid' } });
});

test('a message of exactly five minutes ago is taken', () => {
  expect(verifyWebhook(KEY, signed(BODY, new Date(NOW.getTime() - 300_000)), NOW).ok).toBe(true);
});

test.each(['', 'soon', '-1', '1e9', undefined])('the timestamp %j is not taken', (timestamp) => {
  expect(verifyWebhook(KEY, { ...signed(), timestamp }, NOW)).toMatchObject({
    refusal: { code: 'webhook_timestamp_invalid' },
  });
});
