import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { CompactSign } from 'jose';
import { describe, expect, test } from 'vitest';
import {
  type Claims,
  headerOf,
  intentOf,
  newDeviceKey,
  newIds,
  signatureOf,
  signedText,
  stickerClaims,
} from './intent.testing.ts';
import { untimely } from './intent-time.ts';
import { createIntentReader, isSignedBy } from './payment-intent.ts';

const NOW = new Date('2026-11-23T04:00:00.000Z');
const read = createIntentReader('TWD');
const ids = newIds();
const { privateKey, publicKey } = newDeviceKey();
const header = headerOf(ids.dev);
const claims = stickerClaims(NOW, ids);
const text = signedText(header, claims);

test('an intent is read as it was written, with the bytes that were signed', () => {
  const { dev, wal, mer, ter } = ids;
  expect(read(intentOf(header, claims, privateKey))).toEqual({
    ok: true,
    value: {
      keyId: dev,
      device: dev,
      payer: wal,
      payee: mer,
      terminal: ter,
      shopCode: null,
      orderReference: null,
      amountMinor: 12_000n,
      currency: 'TWD',
      nonce: claims.nonce,
      iat: NOW.getTime() / 1_000,
      exp: NOW.getTime() / 1_000 + 120,
      signedText: text,
    },
  });
});

const without = (member: string): Claims =>
  Object.fromEntries(Object.entries(claims).filter(([name]) => name !== member));
const iat = NOW.getTime() / 1_000;
/** The same JSON with something put before its end, as no serializer would write it. */
const withJson = (more: string) => JSON.stringify(claims).replace(/}$/, `,${more}}`);

const MALFORMED: readonly [string, string, Claims | string, Claims | string][] = [
  ['no algorithm', 'header/alg', { ...header, alg: 'none' }, claims],
  ['a shared secret as algorithm', 'header/alg', { ...header, alg: 'HS256' }, claims],
  ['another curve as algorithm', 'header/alg', { ...header, alg: 'ES384' }, claims],
  ['an algorithm in small letters', 'header/alg', { ...header, alg: 'es256' }, claims],
  ['the type of an access token', 'header/typ', { ...header, typ: 'at+jwt' }, claims],
  ['the type of a DPoP proof', 'header/typ', { ...header, typ: 'dpop+jwt' }, claims],
  ['no type', 'header/typ', { alg: 'ES256', kid: header.kid }, claims],
  ['no key id', 'header/kid', { alg: 'ES256', typ: 'pay+jws' }, claims],
  ['a key id that is a path', 'header/kid', { ...header, kid: '../../etc/passwd' }, claims],
  ['a key of its own', 'header/jwk', { ...header, jwk: publicKey }, claims],
  ['an address of a key', 'header/jku', { ...header, jku: 'https://evil.example' }, claims],
  ['a critical extension', 'header/crit', { ...header, crit: ['b64'], b64: false }, claims],
  ['another version', 'payload/v', header, { ...claims, v: 2 }],
  ['a member that nobody knows', 'payload/tip', header, { ...claims, tip: '5' }],
  ['no nonce', 'payload/nonce', header, without('nonce')],
  ['a nonce of 120 bits', 'payload/nonce', header, { ...claims, nonce: 'A'.repeat(20) }],
  ['a nonce with a second spelling', 'payload/nonce', header, { ...claims, nonce: `${'A'.repeat(21)}B` }],
  ['no payee', 'payload/payee', header, without('payee')],
  [
    'a payee in Cyrillic look-alikes',
    'payload/payee',
    header,
    { ...claims, payee: String(claims.payee).replace('mer', 'mеr') },
  ],
  ['a payee in capitals', 'payload/payee', header, { ...claims, payee: String(claims.payee).toUpperCase() }],
  ['a terminal as payee', 'payload/payee', header, { ...claims, payee: claims.terminal }],
  ['an amount as number', 'payload/amount', header, { ...claims, amount: 120 }],
  ['an amount with a leading zero', 'payload/amount', header, { ...claims, amount: '0120' }],
  ['an amount with an exponent', 'payload/amount', header, { ...claims, amount: '1e2' }],
  ['an amount with a sign', 'payload/amount', header, { ...claims, amount: '-120' }],
  ['an amount of zero', 'payload/amount', header, { ...claims, amount: '0' }],
  ['an amount in Arabic digits', 'payload/amount', header, { ...claims, amount: '١٢٠' }],
  ['an amount no shop can charge', 'payload/amount', header, { ...claims, amount: '120.50' }],
  ['another currency', 'payload/currency', header, { ...claims, currency: 'JPY' }],
  ['an order without a code', 'payload/order_reference', header, { ...claims, order_reference: 'A-1' }],
  ['a lifetime of 121 seconds', 'payload/exp', header, { ...claims, exp: iat + 121 }],
  ['an end before its beginning', 'payload/exp', header, { ...claims, exp: iat }],
  ['half a second', 'payload/iat', header, { ...claims, iat: iat + 0.5 }],
  ['a time as text', 'payload/iat', header, { ...claims, iat: String(iat) }],
  ['a member twice', '', header, withJson('"amount":"1"')],
  ['a member twice, once escaped', '', header, withJson('"\\u0061mount":"1"')],
  ['a member twice in the header', '', '{"alg":"ES256","alg":"ES256","typ":"pay+jws"}', claims],
  ['a prototype', '', header, withJson('"__proto__":{"amount":"1","v":2}')],
  ['an escaped prototype', '', header, withJson('"\\u005f_proto__":{"amount":"1"}')],
  ['a prototype in the header', '', JSON.stringify(header).replace(/}$/, ',"__proto__":{}}'), claims],
  ['a constructor', '', header, withJson('"constructor":{"prototype":{}}')],
  ['no JSON', '', header, 'amount=120'],
  ['an array', '', header, '[]'],
  ['a byte order mark', '', header, `\uFEFF${JSON.stringify(claims)}`],
];

test.each(MALFORMED)('%s is malformed at %j', (_what, member, head, payload) => {
  expect(read(intentOf(head, payload, privateKey))).toEqual({
    ok: false,
    refusal: { code: 'intent_malformed', member },
  });
});

test.each([
  ['two parts', text],
  ['four parts', `${text}.AAAA.AAAA`],
  ['padding', `${text}=.AAAA`],
  ['a blank', ` ${text}.AAAA`],
  ['more than a header holds', `${text}.${'A'.repeat(4_096)}`],
  ['JSON serialization', JSON.stringify({ payload: text })],
])('%s is malformed', (_what, compact) => {
  expect(read(compact)).toMatchObject({ ok: false, refusal: { code: 'intent_malformed' } });
});

/** The order of P-256 (FIPS 186-5 and SP 800-186, 3.2.1.3). */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const number = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const compactOf = (signature: Buffer) => `${text}.${signature.toString('base64url')}`;
const signature = signatureOf(text, privateKey);
const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
const sNumber = BigInt(`0x${s.toString('hex')}`);
const flipped = (place: number) => {
  const copy = Buffer.from(signature);
  copy[place] = (copy[place] ?? 0) ^ 1;
  return copy;
};

describe('signatures', () => {
  test('of the device hold, made by us or by jose', async () => {
    const byJose = await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ ...header, alg: 'ES256' })
      .sign(privateKey);
    for (const compact of [compactOf(signature), byJose]) {
      expect(await isSignedBy(publicKey, compact)).toBe(true);
    }
  });

  test('with n − s in place of s hold too, over the same bytes: the nonce is what counts', async () => {
    const compact = compactOf(Buffer.concat([r, number(N - sNumber)]));
    expect(await isSignedBy(publicKey, compact)).toBe(true);
    expect(read(compact)).toEqual(read(compactOf(signature)));
  });

  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey;
  const zero = number(0n);

  test.each([
    ['another device', signatureOf(text, newDeviceKey().privateKey)],
    ['DER in place of r and s', signatureOf(text, privateKey, 'der')],
    ['a key of P-384', sign('sha384', Buffer.from(text), { key: p384, dsaEncoding: 'ieee-p1363' })],
    ['a key of secp256k1', signatureOf(text, k1)],
    ['SHA-384', sign('sha384', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })],
    ['other bytes', signatureOf(`${text} `, privateKey)],
    ['a changed r', flipped(0)],
    ['a changed s', flipped(63)],
    ['r and s exchanged', Buffer.concat([s, r])],
    ['r and s of zero', Buffer.concat([zero, zero])],
    ['r of zero', Buffer.concat([zero, s])],
    ['s of zero', Buffer.concat([r, zero])],
    ['r of n and s of zero', Buffer.concat([number(N), zero])],
    ['s + n', Buffer.concat([r, number((sNumber + N) % 2n ** 256n)])],
    ['r and s of one', Buffer.concat([number(1n), number(1n)])],
    ['a byte less', signature.subarray(0, 63)],
    ['a byte more', Buffer.concat([signature, Buffer.alloc(1)])],
    ['a zero before each', Buffer.concat([Buffer.alloc(1), r, Buffer.alloc(1), s])],
    ['nothing', Buffer.alloc(0)],
    ['an HMAC with the public key', randomBytes(32)],
  ])('of %s do not hold', async (_what, bytes) => {
    expect(await isSignedBy(publicKey, compactOf(bytes))).toBe(false);
  });

  test('do not hold for one changed character of header or payload', async () => {
    const compact = compactOf(signature);
    for (const place of [3, text.indexOf('.') + 5, text.length - 2]) {
      const other = compact[place] === 'A' ? 'B' : 'A';
      expect(await isSignedBy(publicKey, compact.slice(0, place) + other + compact.slice(place + 1))).toBe(
        false,
      );
    }
  });
});

test.each([
  [-61, 'intent_not_yet'],
  [-60, null],
  [0, null],
  [119, null],
  [120, 'intent_expired'],
  [100_000, 'intent_expired'],
] as const)('an intent of %s seconds ago is %s', (ageS, expected) => {
  const result = read(compactOf(signature));
  if (!result.ok) throw new Error('it is an intent');
  expect(untimely(result.value, new Date(NOW.getTime() + ageS * 1_000))).toBe(expected);
});
