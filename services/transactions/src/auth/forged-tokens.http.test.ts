import { createHmac, createPublicKey } from 'node:crypto';
import { formatPublicId, newSecretToken, newUuid } from '@tamsui/ids';
import { newDeviceKeyPair, signInPerson } from '@tamsui/testing';
import { describe, expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { createResident } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { base64url, claimsOf, openForge } from './forged.testing.ts';

const service = await startTestService({ identity: true });
const { phone } = await signInAndEnrol(service, 'mei');
const { phone: other } = await signInAndEnrol(service, 'hao');
const forge = await openForge(service, phone);
const { kid } = forge;
const sandbox = await createResident(service);
const signIn = await signInPerson({ apiUrl: service.url, person: 'mei' });
const stranger = newDeviceKeyPair();

const nowS = Math.floor(service.clock.now().getTime() / 1_000);
const header = { typ: 'at+jwt', alg: 'ES256', kid };
const claims = claimsOf(forge.token());
const json = JSON.stringify(claims);
const part = (token: string, index: number) => token.split('.')[index] ?? '';
const unsigned = (head: object, payload: object | string = claims) =>
  `${base64url(head)}.${base64url(payload)}`;
const hmac = (content: string, secret: string) =>
  `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
const pem = createPublicKey({ key: { ...phone.key.publicJwk }, format: 'jwk' }).export({
  format: 'pem',
  type: 'spki',
});
const withSignature = (token: string, signature: Buffer) =>
  `${token.split('.').slice(0, 2).join('.')}.${signature.toString('base64url')}`;
/** ASN.1, as most libraries sign by default; JWS wants r and s alone (RFC 7518, 3.4). */
function derOf(signature: string): Buffer {
  const raw = Buffer.from(signature, 'base64url');
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((half) =>
    Buffer.concat([Buffer.of(2, 33, 0), half]),
  );
  return Buffer.concat([Buffer.of(48, 70), ...integers]);
}

/** 64 bytes end in a letter of which two bits count: A, Q, g or w. The letter after it means the same bytes. */
const nextLetter = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 1);
/** About one signature in fifteen has neither of the two letters in which the alphabets differ. */
function tokenWithDashes(): string {
  const token = forge.token();
  return /[-_]/.test(token) ? token : tokenWithDashes();
}

test('the forge is good: its token is let in, and so is ours', async () => {
  const token = forge.token();
  expect((await forge.ask(`DPoP ${token}`, forge.proof(token))).status).toBe(200);
  expect((await forge.ask(`DPoP ${phone.accessToken}`, forge.proof(phone.accessToken))).status).toBe(200);
});

const good = forge.token();
const FORGED_TOKENS: readonly (readonly [string, string])[] = [
  ['algorithm none', `${unsigned({ ...header, alg: 'none' })}.`],
  ['algorithm none, with a signature', `${unsigned({ ...header, alg: 'none' })}.${part(good, 2)}`],
  ['algorithm None', `${unsigned({ ...header, alg: 'None' })}.`],
  ['no signature', `${unsigned(header)}.`],
  ['two parts', unsigned(header)],
  ['HS256 with the public key in PEM', hmac(unsigned({ ...header, alg: 'HS256' }), String(pem))],
  [
    'HS256 with the public key in JSON',
    hmac(unsigned({ ...header, alg: 'HS256' }), JSON.stringify(phone.key.publicJwk)),
  ],
  ['HS256 with an empty secret', hmac(unsigned({ ...header, alg: 'HS256' }), '')],
  ['RS256 in the header', forge.token({ header: { alg: 'RS256' } })],
  ['es256 in small letters', forge.token({ header: { alg: 'es256' } })],
  ['ES384 in the header', forge.token({ header: { alg: 'ES384' } })],
  ['no algorithm', forge.token({ header: { alg: undefined } })],
  ['no kid', forge.token({ header: { kid: undefined } })],
  ['a kid that walks through folders', forge.token({ header: { kid: '../../../../dev/null' } })],
  ['a kid with SQL', forge.token({ header: { kid: `${kid}' or '1'='1` } })],
  ['a kid with a line end', forge.token({ header: { kid: `${kid}\n` } })],
  ['a kid of long ago', forge.token({ header: { kid: 'at-1' } })],
  ['a kid of a time to come', forge.token({ header: { kid: 'at-999999' } })],
  ['a kid that is a number', forge.token({ header: { kid: 7 } })],
  ['a kid that is an object', forge.token({ header: { kid: { toString: kid } } })],
  ['typ JWT', forge.token({ header: { typ: 'JWT' } })],
  ['typ of a proof', forge.token({ header: { typ: 'dpop+jwt' } })],
  ['no typ', forge.token({ header: { typ: undefined } })],
  ['its own key in the header', stranger.signJws({ ...header, jwk: stranger.publicJwk }, claims)],
  [
    'the address of a key in the header',
    stranger.signJws({ ...header, jku: 'http://127.0.0.1:1/keys' }, claims),
  ],
  [
    'the address of a certificate in the header',
    stranger.signJws({ ...header, x5u: 'http://127.0.0.1:1/' }, claims),
  ],
  ['a certificate in the header', stranger.signJws({ ...header, x5c: ['AA=='] }, claims)],
  ['a critical header that nobody knows', forge.token({ header: { crit: ['exp'], exp: 1 } })],
  ['a payload that is not encoded', forge.token({ header: { crit: ['b64'], b64: false } })],
  ['signed again by a stranger', stranger.signJws(header, claims)],
  ["signed by the device's own key", forge.signDevice(header, claims)],
  [
    'another resident’s payload under our signature',
    `${part(good, 0)}.${part(other.accessToken, 1)}.${part(good, 2)}`,
  ],
  ['a signature in ASN.1', withSignature(good, derOf(part(good, 2)))],
  ['a signature of zeros', withSignature(good, Buffer.alloc(64))],
  ['a signature that is too short', withSignature(good, Buffer.from(part(good, 2), 'base64url').subarray(1))],
  ['a signature that is too long', withSignature(good, Buffer.alloc(65, 1))],
  ['an issuer who is not us', forge.token({ claims: { iss: 'https://elsewhere.example' } })],
  ['no issuer', forge.token({ claims: { iss: undefined } })],
  ['another audience', forge.token({ claims: { aud: `${service.url}/v2` } })],
  ['no audience', forge.token({ claims: { aud: undefined } })],
  ['expired', forge.token({ claims: { iat: nowS - 601, exp: nowS - 6 } })],
  ['no end', forge.token({ claims: { exp: undefined } })],
  ['an end in text', forge.token({ claims: { exp: String(nowS + 600) } })],
  ['made an hour ago for a day', forge.token({ claims: { iat: nowS - 3_600, exp: nowS + 86_400 } })],
  ['made in the future', forge.token({ claims: { iat: nowS + 60, exp: nowS + 600 } })],
  ['not good before the future', forge.token({ claims: { nbf: nowS + 60 } })],
  ['no time', forge.token({ claims: { iat: undefined } })],
  ['no jti', forge.token({ claims: { jti: undefined } })],
  ['another subject', forge.token({ claims: { sub: other.residentId } })],
  ['a subject of another kind', forge.token({ claims: { sub: phone.deviceId } })],
  ['no subject', forge.token({ claims: { sub: undefined } })],
  ['a list of subjects', forge.token({ claims: { sub: [claims.sub] } })],
  ['another device', forge.token({ claims: { device: other.deviceId } })],
  ['a device that is none', forge.token({ claims: { device: formatPublicId('dev', newUuid()) } })],
  ['a session that is none', forge.token({ claims: { sid: formatPublicId('ses', newUuid()) } })],
  ["another device's session", forge.token({ claims: { sid: claimsOf(other.accessToken).sid } })],
  ['an assurance that is none', forge.token({ claims: { acr: 'platinum' } })],
  ['no key that it is bound to', forge.token({ claims: { cnf: undefined } })],
  ["another device's key", forge.token({ claims: { cnf: { jkt: other.key.thumbprint } } })],
  [
    'a key and something beside it',
    forge.token({ claims: { cnf: { jkt: phone.key.thumbprint, kid: 'x' } } }),
  ],
  ['a claim twice', forge.token({ payload: `{"sub":"${other.residentId}",${json.slice(1)}` })],
  [
    'a claim twice, once in escapes',
    forge.token({ payload: `{"\\u0073ub":"${other.residentId}",${json.slice(1)}` }),
  ],
  ['a header twice', forge.signCity(`{"alg":"none",${JSON.stringify(header).slice(1)}`, claims)],
  ['a list for claims', forge.token({ payload: `[${json}]` })],
  ['null for claims', forge.token({ payload: 'null' })],
  ['no JSON', forge.token({ payload: `${json},` })],
  ['a byte order mark before the claims', forge.token({ payload: `\u{feff}${json}` })],
  ['a token within a token', forge.token({ header: { cty: 'JWT' }, payload: good })],
  ['five parts, as if it were encrypted', `${base64url({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`],
  ['padding', `${part(good, 0)}=.${part(good, 1)}.${part(good, 2)}`],
  ['bits that count for nothing', `${good.slice(0, -1)}${nextLetter(good.slice(-1))}`],
  ['the alphabet of base64', tokenWithDashes().replaceAll('-', '+').replaceAll('_', '/')],
  ['8,000 letters', forge.token({ claims: { more: 'x'.repeat(6_000) } })],
  ['depth', forge.token({ payload: `{"sub":${'['.repeat(1_000)}${']'.repeat(1_000)}}` })],
  ['a sandbox token', sandbox.token],
  ["a sign-in's token", signIn.token],
  ['a refresh token', phone.refreshToken],
  ['an API key of nobody', newSecretToken('mk_test').token],
  ['the name of a property', '__proto__'],
];

test('there are more than forty of them, and no two are the same', () => {
  expect(FORGED_TOKENS.length).toBeGreaterThan(40);
  expect(new Set(FORGED_TOKENS.map(([, token]) => token)).size).toBe(FORGED_TOKENS.length);
});

test.each(FORGED_TOKENS)('a token with %s is 401', async (_what, token) => {
  const answer = await forge.ask(`DPoP ${token}`, forge.proof(token));
  expectProblem(answer, 401, 'unauthorized');
  expect(answer.headers.get('www-authenticate')).toMatch(/^(Bearer|DPoP error="invalid_(token|dpop_proof)")/);
});

describe('the scheme', () => {
  test.each([
    ['Bearer with a token that is bound to a key', `Bearer ${good}`],
    ['Bearer with a token of ours', `Bearer ${phone.accessToken}`],
    ['no scheme', good],
    ['Basic', `Basic ${good}`],
    ['two tokens', `DPoP ${good}, DPoP ${good}`],
    ['a blank too many', `DPoP  ${good}`],
    ['no token', 'DPoP'],
  ])('%s is 401', async (_what, authorization) => {
    expectProblem(await forge.ask(authorization, forge.proof(good)), 401, 'unauthorized');
  });

  test('dpop in small letters is DPoP', async () => {
    expect((await forge.ask(`dpop ${good}`, forge.proof(good))).status).toBe(200);
  });
});

test('when the sandbox is closed, its tokens are 401 and phones go on', async () => {
  const closed = await startTestService({ identity: true, sandbox: false });
  const { token } = await createResident(closed);
  expectProblem(await closed.api.get('/v1/wallet', { token }), 401, 'unauthorized');
  const { api } = await signInAndEnrol(closed, 'mei');
  expect((await api.get('/v1/wallet')).status).toBe(200);
});

test('a token is over after ten minutes, and the phone gets the next', async () => {
  const own = await startTestService({ identity: true });
  const mei = await signInAndEnrol(own, 'mei');
  const old = mei.phone.accessToken;
  own.clock.advanceMs(600_000 + 6_000);
  const headers = { authorization: `DPoP ${old}` };
  expectProblem(await own.api.get('/v1/wallet', { headers }), 401, 'unauthorized');
  expect((await mei.api.get('/v1/wallet')).status).toBe(200);
  expect(mei.phone.accessToken).not.toBe(old);
});
