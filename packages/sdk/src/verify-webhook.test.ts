import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { verifyWebhook, type WebhookVerificationError } from './verify-webhook.ts';

const now = new Date('2026-11-20T04:00:00.000Z');
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const other = `whsec_${randomBytes(24).toString('base64')}`;
const body = '{"type":"payment.succeeded","data":{"amount":"120","name":"陳"}}';
const options = { now: () => now };

function headersOf(signature: string, at = now, id = 'evt_1') {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signature };
}

const signedBy = (key: string, at = now) => new Webhook(key).sign('evt_1', at, body);

function ed25519Pair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const content = Buffer.from(`evt_1.${now.getTime() / 1_000}.${body}`);
  return {
    publicKey: `whpk_${Buffer.from(x, 'base64url').toString('base64')}`,
    signature: `v1a,${sign(null, content, privateKey).toString('base64')}`,
  };
}

function faultOf(verify: () => unknown): string {
  try {
    verify();
  } catch (error) {
    return (error as WebhookVerificationError).code;
  }
  return 'none';
}

it('takes what the independent library signs, as text and as bytes, by any spelling of the headers', () => {
  const headers = headersOf(signedBy(secret));
  expect(verifyWebhook(secret, headers, body, options)).toEqual(JSON.parse(body));
  expect(verifyWebhook(secret, new Headers(headers), Buffer.from(body), options)).toEqual(JSON.parse(body));
  const shouted = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
  );
  expect(verifyWebhook(secret, shouted, body, options)).toEqual(JSON.parse(body));
});

it('agrees with the independent library about the present moment', () => {
  const at = new Date();
  const headers = headersOf(signedBy(secret, at), at);
  expect(verifyWebhook(secret, headers, body)).toEqual(new Webhook(secret).verify(body, headers));
});

it('takes Ed25519 by the public key alone', () => {
  const { publicKey, signature } = ed25519Pair();
  expect(verifyWebhook(publicKey, headersOf(signature), body, options)).toEqual(JSON.parse(body));
  expect(faultOf(() => verifyWebhook(publicKey, headersOf(signature), `${body} `, options))).toBe(
    'signature_invalid',
  );
});

it('takes either key while keys are rotated, on either side', () => {
  const both = headersOf(`${signedBy(other)} ${signedBy(secret)}`);
  for (const key of [secret, other]) expect(verifyWebhook(key, both, body, options)).toBeDefined();
  const { publicKey } = ed25519Pair();
  expect(verifyWebhook([publicKey, other, secret], headersOf(signedBy(secret)), body, options)).toBeDefined();
});

const forged = ed25519Pair();
it.each([
  ['another secret', headersOf(signedBy(other)), body],
  ['another body', headersOf(signedBy(secret)), body.replace('120', '121')],
  ['another id', headersOf(signedBy(secret), now, 'evt_2'), body],
  ['another timestamp', headersOf(signedBy(secret), new Date(now.getTime() + 1_000)), body],
  ['the signature under another version', headersOf(signedBy(secret).replace('v1,', 'v1a,')), body],
  ['a signature of another kind', headersOf(forged.signature), body],
  ['an empty signature', headersOf('v1,'), body],
  ['half a signature', headersOf(signedBy(secret).slice(0, 20)), body],
  ['what is no signature', headersOf('nonsense'), body],
])('refuses %s', (_, headers, sent) => {
  expect(faultOf(() => verifyWebhook(secret, headers, sent, options))).toBe('signature_invalid');
});

it.each([
  [-301, 'timestamp_too_old'],
  [-300, 'none'],
  [300, 'none'],
  [301, 'timestamp_too_new'],
])('judges a message that is %i seconds off: %s', (seconds, fault) => {
  const at = new Date(now.getTime() + seconds * 1_000);
  expect(faultOf(() => verifyWebhook(secret, headersOf(signedBy(secret, at), at), body, options))).toBe(
    fault,
  );
});

it('refuses headers that are missing, doubled or no time', () => {
  const headers = headersOf(signedBy(secret));
  const fault = (over: Record<string, string | string[] | undefined>) =>
    faultOf(() => verifyWebhook(secret, { ...headers, ...over }, body, options));
  expect(fault({ 'webhook-id': undefined })).toBe('header_missing');
  expect(fault({ 'webhook-id': ['evt_1', 'evt_1'] })).toBe('header_missing');
  expect(fault({ 'webhook-signature': '' })).toBe('header_missing');
  expect(fault({ 'webhook-timestamp': '1e9' })).toBe('timestamp_invalid');
});

it('says which text is no key, and what is signed but no JSON', () => {
  expect(() => verifyWebhook('secret', headersOf('v1,x'), body, options)).toThrow(TypeError);
  const signature = new Webhook(secret).sign('evt_1', now, 'no json');
  expect(faultOf(() => verifyWebhook(secret, headersOf(signature), 'no json', options))).toBe('body_invalid');
});
