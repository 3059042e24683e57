import { createHash, createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { dpopProof, enrolmentProof, newWebCryptoDeviceKey } from './device-key.ts';
import { signConfirmation, signSharePayment, signShopCodePayment, signTransfer } from './intents.ts';
import { impatientClock } from './local-server.testing.ts';

const key = await newWebCryptoDeviceKey();
const clock = impatientClock();
const signer = { key, device: 'dev_1', wallet: 'wal_1', clock };
const iat = Math.floor(clock.nowMs() / 1_000);

/** Header and payload of a JWS whose signature Node finds right. */
function readJws(text: string) {
  const [header = '', payload = '', signature = ''] = text.split('.');
  const publicKey = createPublicKey({ key: { ...key.publicKey }, format: 'jwk' });
  const by = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const isRight = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    by,
    Buffer.from(signature, 'base64url'),
  );
  expect(isRight).toBe(true);
  return {
    header: JSON.parse(Buffer.from(header, 'base64url').toString('utf8')) as object,
    payload: JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>,
  };
}

it('signs what pays a shop code, each time with another nonce of 16 bytes', async () => {
  const terms = {
    payee: 'mer_1',
    terminal: 'ter_1',
    shop_code: null,
    order_reference: null,
    amount: '120',
    currency: 'TWD',
  };
  const { header, payload } = readJws(await signShopCodePayment(signer, terms));
  const { nonce, ...rest } = payload;
  expect(header).toEqual({ alg: 'ES256', typ: 'pay+jws', kid: 'dev_1' });
  expect(rest).toEqual({ v: 1, device: 'dev_1', payer: 'wal_1', ...terms, iat, exp: iat + 100 });
  expect(nonce).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/);
  expect(readJws(await signShopCodePayment(signer, terms)).payload.nonce).not.toBe(nonce);
});

it('signs transfers and shares under their key, and a yes to a payment that waits', async () => {
  const money = { payee: 'pye_1', amount: '5', currency: 'TWD' };
  const said = { v: 1, device: 'dev_1', payer: 'wal_1', exp: iat + 100, ...money };
  const transfer = readJws(await signTransfer(signer, 'key-1', { ...money, message: '午餐' }));
  expect(transfer.header).toMatchObject({ typ: 'transfer+jws' });
  expect(transfer.payload).toEqual({ ...said, iat, message: '午餐', at: null, nonce: 'key-1' });
  const share = readJws(await signSharePayment(signer, 'key-2', { ...money, id: 'rqs_1' }));
  expect(share.header).toMatchObject({ typ: 'pay-share+jws' });
  expect(share.payload).toEqual({ ...said, iat, share: 'rqs_1', nonce: 'key-2' });
  const yes = readJws(await signConfirmation(signer, { ...money, id: 'pay_1', order_reference: 'A' }));
  expect(yes.header).toMatchObject({ typ: 'pay-confirm+jws' });
  expect(yes.payload).toEqual({ ...said, payment: 'pay_1', order_reference: 'A' });
});

it('proves the key at an enrolment, and each request', async () => {
  const enrolment = readJws(await enrolmentProof(key, 'https://city.example', 'challenge'));
  expect(enrolment.header).toEqual({ alg: 'ES256', typ: 'device-enrolment+jws' });
  expect(enrolment.payload).toEqual({ aud: 'https://city.example', challenge: 'challenge' });
  const request = {
    method: 'GET',
    url: 'https://city.example/v1/wallet',
    nowMs: 5_999,
    accessToken: 'token',
  };
  const proof = readJws(await dpopProof(key, request));
  expect(proof.header).toEqual({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.publicKey });
  const ath = createHash('sha256').update('token').digest('base64url');
  expect(proof.payload).toMatchObject({ htm: 'GET', htu: request.url, iat: 5, ath });
});
