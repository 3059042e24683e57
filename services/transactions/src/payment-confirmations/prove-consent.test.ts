import { refuse } from '@tamsui/errors';
import { formatPublicId, newUuid, type Uuid } from '@tamsui/ids';
import { fixedClock } from '@tamsui/testing';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import type { DevicePublicKey } from '../auth/device-key.ts';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { StagedPayment } from '../payments/staged-payment.ts';
import { termsOfConfirmation } from './confirmation-intent.ts';
import { createProveConsent } from './prove-consent.ts';

const clock = fixedClock('2026-11-20T04:00:00Z');
const NOW_S = clock.now().getTime() / 1_000;
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const { x = '', y = '' } = await exportJWK(publicKey);
const key: DevicePublicKey = { kty: 'EC', crv: 'P-256', x, y };
const deviceId = newUuid();

const resident: ResidentPrincipal = {
  kind: 'resident',
  residentId: newUuid(),
  walletId: newUuid(),
  walletAccount: newUuid(),
  currency: 'TWD',
  assurance: 'gold',
  deviceId,
  coolingUntil: null,
};
const staged: StagedPayment = {
  id: newUuid(),
  fingerprint: '0'.repeat(32),
  merchantId: newUuid(),
  payableAccount: newUuid(),
  terminalId: newUuid(),
  orderReference: 'A-1',
  chargedBy: null,
  amountMinor: 350_000n,
  currency: 'TWD',
  capture: 'automatic',
  payer: null,
  declined: null,
  confirmBefore: null,
  holdUntil: null,
  createdAt: clock.now(),
};
const terms = termsOfConfirmation(staged.id, staged);
const claims = {
  v: 1,
  device: formatPublicId('dev', deviceId),
  payer: formatPublicId('wal', resident.walletId),
  payment: formatPublicId('pay', staged.id),
  payee: formatPublicId('mer', staged.merchantId),
  order_reference: 'A-1',
  amount: '3500',
  currency: 'TWD',
  exp: NOW_S + 60,
};

function sign(payload: object, typ = 'pay-confirm+jws', by = privateKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ, kid: formatPublicId('dev', deviceId) })
    .sign(by);
}

const prove = createProveConsent({
  clock,
  signingKeys: async (id: Uuid, residentId: Uuid) =>
    id === deviceId && residentId === resident.residentId ? key : undefined,
  policy: { pinAboveMinor: 300_000n },
  judgePin: async (_resident, pin) =>
    pin === '4711' ? { ok: true, value: undefined } : refuse('pin_wrong', { attempts_left: 4 }),
});
const invalid = (member: string) => ({ ok: false, refusal: { code: 'intent_invalid', member } });
const withIntent = async (intent: string) => prove(resident, terms, { intent, pin: undefined });

test('a device signs exactly these terms', async () => {
  expect(await withIntent(await sign(claims))).toMatchObject({ ok: true });
});

test.each([
  ['another amount', { amount: '3501' }, 'amount'],
  ['another order', { order_reference: 'A-2' }, 'order_reference'],
  ['another payee', { payee: formatPublicId('mer', newUuid()) }, 'payee'],
  ['another payment', { payment: formatPublicId('pay', newUuid()) }, 'payment'],
  ['another wallet', { payer: formatPublicId('wal', newUuid()) }, 'payer'],
  ['another currency', { currency: 'JPY' }, 'currency'],
  ['another device', { device: formatPublicId('dev', newUuid()) }, 'device'],
  ['an instant that has come', { exp: NOW_S }, 'exp'],
  ['a member that nobody knows', { tip: '1' }, 'tip'],
])('a signature over %s is no consent', async (_what, change, member) => {
  const answer = await withIntent(await sign({ ...claims, ...change }));
  expect(answer).toEqual(invalid(`payload/${member}`));
});

test('a signature for another use, by another key, or changed afterwards is no consent', async () => {
  const { privateKey: stranger } = await generateKeyPair('ES256');
  const signed = await sign(claims);
  const [head, , signature] = signed.split('.');
  const other = Buffer.from(JSON.stringify({ ...claims, exp: NOW_S + 61 })).toString('base64url');
  expect(await withIntent(await sign(claims, 'pay+jws'))).toEqual(invalid('header/typ'));
  expect(await withIntent('x')).toEqual(invalid(''));
  for (const intent of [
    await sign(claims, 'pay-confirm+jws', stranger),
    `${head}.${other}.${signature}`,
    signed.slice(0, -2),
  ])
    expect(await withIntent(intent)).toEqual(invalid('signature'));
});

test('a device without proof is asked for one, and a PIN is judged', async () => {
  const proof = (pin?: string) => prove(resident, terms, { intent: undefined, pin });
  expect(await proof()).toEqual({ ok: false, refusal: { code: 'consent_required' } });
  expect(await proof('4711')).toMatchObject({ ok: true });
  expect(await proof('0000')).toMatchObject({ refusal: { code: 'pin_wrong', attempts_left: 4 } });
});

test('a device that is still cooling down may not say yes to so much, whatever it proves', async () => {
  const coolingUntil = new Date(clock.now().getTime() + 1);
  const proof = { intent: await sign(claims), pin: '4711' };
  const answer = await prove({ ...resident, coolingUntil }, terms, proof);
  expect(answer).toMatchObject({ refusal: { code: 'device_is_new' } });
});

test('a token of the sandbox needs no proof', async () => {
  const answer = await prove({ ...resident, deviceId: null }, terms, { intent: undefined, pin: undefined });
  expect(answer).toMatchObject({ ok: true });
});
