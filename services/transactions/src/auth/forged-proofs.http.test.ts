import { createHash, createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { newDeviceKeyPair } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { base64url, claimsOf, openForge } from './forged.testing.ts';

const service = await startTestService({ identity: true });
const { phone } = await signInAndEnrol(service, 'mei');
const { phone: other } = await signInAndEnrol(service, 'hao');
const forge = await openForge(service, phone);
const token = phone.accessToken;
const stranger = newDeviceKeyPair();

const nowS = Math.floor(service.clock.now().getTime() / 1_000);
const { publicJwk } = phone.key;
const port = new URL(service.url).port;
const proof = (changes: Parameters<typeof forge.proof>[1]) => forge.proof(token, changes);
const good = proof({});
const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: publicJwk };
const claims = claimsOf(good);
const json = () => JSON.stringify({ ...claims, jti: randomUUID() });
const content = `${base64url({ ...header, alg: 'HS256' })}.${base64url(claims)}`;
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
const raw = Buffer.from(good.split('.')[2] ?? '', 'base64url');
const der = Buffer.concat([
  Buffer.of(48, 70, 2, 33, 0),
  raw.subarray(0, 32),
  Buffer.of(2, 33, 0),
  raw.subarray(32),
]);
const withSignature = (signature: Buffer) =>
  `${good.split('.').slice(0, 2).join('.')}.${signature.toString('base64url')}`;

const FORGED_PROOFS: readonly (readonly [string, string | undefined])[] = [
  ['none', undefined],
  ['an empty text', ''],
  ['a text', 'x'],
  ['the access token', token],
  ['two of them', `${proof({})}, ${proof({})}`],
  ['one for another method', proof({ claims: { htm: 'POST' } })],
  ['one for the method in small letters', proof({ claims: { htm: 'get' } })],
  ['one for no method', proof({ claims: { htm: undefined } })],
  ['one for another route', proof({ claims: { htu: `${service.url}/v1/wallet/statement` } })],
  ['one for the route in capital letters', proof({ claims: { htu: `${service.url}/V1/WALLET` } })],
  ['one for another host', proof({ claims: { htu: 'http://evil.example/v1/wallet' } })],
  ['one for another name of this host', proof({ claims: { htu: `http://localhost:${port}/v1/wallet` } })],
  ['one for another port', proof({ claims: { htu: 'http://127.0.0.1:1/v1/wallet' } })],
  ['one for https', proof({ claims: { htu: `https://127.0.0.1:${port}/v1/wallet` } })],
  ['one with a name before the host', proof({ claims: { htu: `http://me@127.0.0.1:${port}/v1/wallet` } })],
  ['one for a path alone', proof({ claims: { htu: '/v1/wallet' } })],
  ['one for no address', proof({ claims: { htu: undefined } })],
  ['one of 61 seconds ago', proof({ claims: { iat: nowS - 62 } })],
  ['one of 61 seconds from now', proof({ claims: { iat: nowS + 62 } })],
  ['one in milliseconds', proof({ claims: { iat: nowS * 1_000 } })],
  ['one with the time in text', proof({ claims: { iat: String(nowS) } })],
  ['one without a time', proof({ claims: { iat: undefined } })],
  ['one without a name', proof({ claims: { jti: undefined } })],
  ['one with an empty name', proof({ claims: { jti: '' } })],
  ['one with a name of 129 letters', proof({ claims: { jti: 'x'.repeat(129) } })],
  ['one without the hash of the token', proof({ claims: { ath: undefined } })],
  ['one with the hash of another token', proof({ claims: { ath: hashOf(other.accessToken) } })],
  [
    'one with the hash in hexadecimal',
    proof({ claims: { ath: createHash('sha256').update(token).digest('hex') } }),
  ],
  [
    "one by another resident's device",
    other.key.signJws({ typ: 'dpop+jwt', jwk: other.key.publicJwk }, claims),
  ],
  ['one by a key of nobody', stranger.signJws({ typ: 'dpop+jwt', jwk: stranger.publicJwk }, claims)],
  [
    'one that names our key and is signed by another',
    stranger.signJws({ typ: 'dpop+jwt', jwk: publicJwk }, claims),
  ],
  ['one with a private part in its key', proof({ header: { jwk: { ...publicJwk, d: publicJwk.x } } })],
  ['one with more in its key', proof({ header: { jwk: { ...publicJwk, use: 'sig' } } })],
  ['one with a symmetric key', proof({ header: { jwk: { kty: 'oct', k: 'AAAA' } } })],
  ['one with an RSA key', proof({ header: { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } } })],
  ['one with a key of another curve', proof({ header: { jwk: { ...publicJwk, crv: 'P-384' } } })],
  [
    'one with a key beside the curve',
    proof({ header: { jwk: { ...publicJwk, x: publicJwk.y, y: publicJwk.x } } }),
  ],
  ['one without a key', proof({ header: { jwk: undefined } })],
  ['one with the name of a key', proof({ header: { jwk: undefined, kid: phone.deviceId } })],
  ['one with the name of a key beside it', proof({ header: { kid: phone.deviceId } })],
  ['one of typ JWT', proof({ header: { typ: 'JWT' } })],
  ['one of typ at+jwt', proof({ header: { typ: 'at+jwt' } })],
  ['one without typ', proof({ header: { typ: undefined } })],
  ['one with algorithm none', `${base64url({ ...header, alg: 'none' })}.${base64url(claims)}.`],
  [
    'one with HS256 and the key for a secret',
    `${content}.${createHmac('sha256', JSON.stringify(publicJwk)).update(content).digest('base64url')}`,
  ],
  ['one with ES384 in the header', proof({ header: { alg: 'ES384' } })],
  ['one with a critical header', proof({ header: { crit: ['exp'], exp: 1 } })],
  ['one with a signature in ASN.1', withSignature(der)],
  ['one with a signature of zeros', withSignature(Buffer.alloc(64))],
  ['one with half a signature', withSignature(raw.subarray(0, 32))],
  ['one with a claim twice', forge.signDevice(header, `{"htm":"POST",${json().slice(1)}`)],
  ['one with a key twice', forge.signDevice(`{"jwk":{},${JSON.stringify(header).slice(1)}`, json())],
  ['one within another', forge.signDevice(header, good)],
  ['one of 5,000 letters', proof({ claims: { more: 'x'.repeat(4_000) } })],
];

test.each(FORGED_PROOFS)('as a proof, %s is 401', async (_what, forged) => {
  const answer = await forge.ask(`DPoP ${token}`, forged);
  expectProblem(answer, 401, 'unauthorized');
  expect(answer.headers.get('www-authenticate')).toBe('DPoP error="invalid_dpop_proof", algs="ES256"');
});

test('a proof is good once', async () => {
  const once = proof({});
  expect((await forge.ask(`DPoP ${token}`, once)).status).toBe(200);
  expectProblem(await forge.ask(`DPoP ${token}`, once), 401, 'unauthorized');
});

test('of a proof sent twenty times at once, one is taken', async () => {
  const once = proof({});
  const answers = await Promise.all(Array.from({ length: 20 }, () => forge.ask(`DPoP ${token}`, once)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
});

test('a name that another device has used for its proof is still free for this one', async () => {
  const jti = randomUUID();
  const claimed = {
    jti,
    htm: 'GET',
    htu: `${service.url}/v1/wallet`,
    iat: nowS,
    ath: hashOf(other.accessToken),
  };
  const theirs = other.key.signJws({ typ: 'dpop+jwt', jwk: other.key.publicJwk }, claimed);
  expect((await forge.ask(`DPoP ${other.accessToken}`, theirs)).status).toBe(200);
  expect((await forge.ask(`DPoP ${token}`, proof({ claims: { jti } }))).status).toBe(200);
});

test.each([
  ['a query', `${service.url}/v1/wallet?x=1`],
  ['a fragment', `${service.url}/v1/wallet#x`],
  ['capital letters in the scheme', service.url.replace('http', 'HTTP').concat('/v1/wallet')],
])('an address with %s is the same address', async (_what, htu) => {
  expect((await forge.ask(`DPoP ${token}`, proof({ claims: { htu } }))).status).toBe(200);
});

test('a proof from before the service started is put off: it may have been used then', async () => {
  const answer = await forge.ask(`DPoP ${token}`, proof({ claims: { iat: nowS - 1 } }));
  expectProblem(answer, 503, 'replay_guard_unavailable');
  expect([answer.body.retryable, answer.headers.get('retry-after')]).toEqual([true, '1']);
});

test('a proof for another host is none when the request line names that host', async () => {
  const elsewhere = 'http://evil.example/v1/wallet';
  const headers = { authorization: `DPoP ${token}`, dpop: proof({ claims: { htu: elsewhere } }) };
  const status = await new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: elsewhere, headers }, (res) => {
      res.resume();
      resolve(res.statusCode);
    });
    sent.on('error', reject).end();
  });
  expect(status).toBe(401);
});

test.each([-59, 59])('a clock that is %d seconds off does no harm', async (offS) => {
  service.clock.advanceMs(60_000);
  const iat = Math.floor(service.clock.now().getTime() / 1_000) + offS;
  expect((await forge.ask(`DPoP ${token}`, proof({ claims: { iat } }))).status).toBe(200);
});
