import { createHmac } from 'node:crypto';
import { newDeviceKeyPair } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { createIdentityProvider } from './identity-provider.ts';
import { startRogueProvider } from './rogue-provider.testing.ts';

const rogue = await startRogueProvider();
const { issuer, key } = rogue;
const clientId = 'wallet';
const clientSecret = 'a-secret-of-this-test-alone';
const options = { issuer, url: undefined, clientId, clientSecret, redirectUri: `${issuer}/signed-in` };
const provider = createIdentityProvider(options);
const secrets = { state: 's'.repeat(43), codeVerifier: 'v'.repeat(43), nonce: 'n'.repeat(43) };
const nowS = Math.floor(Date.now() / 1_000);
const claims = {
  iss: issuer,
  sub: 'A000000001',
  aud: clientId,
  iat: nowS,
  exp: nowS + 600,
  nonce: secrets.nonce,
  acr: 'gold',
  name: 'Lin Mei',
};
const header = { kid: 'k1', typ: 'JWT' };

/** Exchanges a code for which the provider gives out this ID token. */
function identifyWith(idToken: string | undefined) {
  rogue.answerNext({ body: { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: idToken } });
  return provider.identify(secrets, 'a-code');
}

const sign = (changes: object = {}, head: object = {}) =>
  key.signJws({ ...header, ...head }, { ...claims, ...changes });

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const hs256 = `${encode({ alg: 'HS256' })}.${encode(claims)}`;

test('a good ID token says who it is', async () => {
  const identity = { issuer, subject: 'A000000001', assurance: 'gold', name: 'Lin Mei' };
  expect(await identifyWith(sign())).toEqual({ ok: true, value: identity });
});

test('the code goes out with the verifier of its challenge, and with the address that it came to', async () => {
  await identifyWith(sign());
  expect(Object.fromEntries(rogue.asked)).toMatchObject({
    grant_type: 'authorization_code',
    code: 'a-code',
    code_verifier: secrets.codeVerifier,
    redirect_uri: options.redirectUri,
  });
});

test('without a word on the assurance it is general, and a name is not needed', async () => {
  const identity = { issuer, subject: 'A000000001', assurance: 'general', name: undefined };
  expect(await identifyWith(sign({ acr: undefined, name: undefined }))).toEqual({
    ok: true,
    value: identity,
  });
});

test.each([
  ['another issuer', sign({ iss: 'https://elsewhere.example' })],
  ['another audience', sign({ aud: 'another-client' })],
  ['two audiences and no word on whose it is', sign({ aud: [clientId, 'another-client'] })],
  ['another authorized party', sign({ azp: 'another-client' })],
  ['another nonce', sign({ nonce: 'x'.repeat(43) })],
  ['no nonce', sign({ nonce: undefined })],
  ['an end that is past', sign({ exp: nowS - 120 })],
  ['no end', sign({ exp: undefined })],
  ['a beginning in the future', sign({ nbf: nowS + 600 })],
  ['no subject', sign({ sub: undefined })],
  ['an empty subject', sign({ sub: '' })],
  ['a subject of 256 letters', sign({ sub: 'x'.repeat(256) })],
  ['an assurance that we do not know', sign({ acr: 'platinum' })],
  ['an assurance in a list', sign({ acr: ['gold'] })],
  ['a signature by another key', newDeviceKeyPair().signJws(header, claims)],
  ['a key that is not published', sign({}, { kid: 'k2' })],
  ['algorithm none', `${encode({ alg: 'none' })}.${encode(claims)}.`],
  [
    'HS256 with the client’s secret',
    `${hs256}.${createHmac('sha256', clientSecret).update(hs256).digest('base64url')}`,
  ],
  ['ES384 in the header', sign({}, { alg: 'ES384' })],
  ['no signature', sign().replace(/[^.]+$/, '')],
  ['nothing', undefined],
])('an ID token with %s is refused', async (_what, idToken) => {
  expect(await identifyWith(idToken)).toEqual({ ok: false, refusal: { code: 'identity_refused' } });
});

test('a code that the provider does not take is refused', async () => {
  rogue.answerNext({ status: 400, body: { error: 'invalid_grant' } });
  expect(await provider.identify(secrets, 'used')).toEqual({ ok: false, refusal: { code: 'code_refused' } });
});

test.each([
  ['does not know us', 401, { error: 'invalid_client' }],
  ['is out of order', 503, { error: 'temporarily_unavailable' }],
  ['answers with a page', 200, '<html>'],
  ['answers with nothing', 500, ''],
])('a provider that %s is a fault, and nobody signs in', async (_what, status, body) => {
  rogue.answerNext({ status, body });
  await expect(provider.identify(secrets, 'a-code')).rejects.toMatchObject({
    code: 'identity_provider_unavailable',
    retryable: true,
  });
});

test('a provider that is away is a fault until it is there', async () => {
  const away = createIdentityProvider({ ...options, issuer: 'http://127.0.0.1:1' });
  await expect(away.authorizationUrl(secrets, undefined)).rejects.toMatchObject({ retryable: true });
  const moved = createIdentityProvider({ ...options, issuer: 'http://127.0.0.1:1', url: issuer });
  await expect(moved.authorizationUrl(secrets, undefined)).rejects.toMatchObject({ retryable: true });
});

test('who signs in is sent away with a challenge, a state and a nonce, and asked anew who they are', async () => {
  const url = new URL(await provider.authorizationUrl(secrets, 'gold'));
  expect(url.href).toMatch(`${issuer}/auth?`);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid profile',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge_method: 'S256',
    prompt: 'login',
    acr_values: 'gold',
  });
  expect(url.href).not.toContain(secrets.codeVerifier);
});
