import { formatPublicId, newUuid } from '@tamsui/ids';
import { newDeviceKeyPair } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { giveMoney } from '../testing/give-money.ts';
import { createMerchant } from '../testing/people.ts';
import { type EnrolledPhone, signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { type Claims, newNonce } from './intent.testing.ts';

const service = await startTestService({ identity: true });
const { clock } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const TWD = (amount: string) => ({ amount, currency: 'TWD' });
let guests = 0;

interface Payer extends EnrolledPhone {
  readonly wallet: string;
}

/** A resident with a phone and NT$500. */
async function newPayer(): Promise<Payer> {
  const enrolled = await signInAndEnrol(service, `guest-${++guests}`);
  await giveMoney(service, enrolled.phone.residentId, 50_000n);
  return { ...enrolled, wallet: textOf(await enrolled.api.get('/v1/wallet'), 'id') };
}

const makeCode = (order_reference = 'A-1') =>
  service.api.post('/v1/shop-codes', {
    token: merchant.key,
    key: null,
    body: { ...TWD('120'), terminal: merchant.terminal, order_reference },
  });
const stateOf = async (code: Answer) =>
  (await service.api.get(`/v1/shop-codes/${textOf(code, 'id')}`, { token: merchant.key })).body;

/** What the phone shows its owner, and then signs. */
function claimsOf({ phone, wallet }: Payer, code: Answer | null, changed: Claims = {}): Claims {
  const iat = Math.floor(clock.now().getTime() / 1_000);
  return {
    v: 1,
    device: phone.deviceId,
    payer: wallet,
    payee: merchant.id,
    terminal: merchant.terminal,
    shop_code: code === null ? null : code.body.id,
    order_reference: code === null ? null : code.body.order_reference,
    ...TWD('120'),
    nonce: newNonce(),
    iat,
    exp: iat + 120,
    ...changed,
  };
}

const headerOf = ({ phone }: Payer) => ({ typ: 'pay+jws', kid: phone.deviceId });
const signed = (payer: Payer, claims: Claims) => payer.phone.key.signJws(headerOf(payer), claims);
const send = ({ api }: Payer, intent: string) =>
  api.post('/v1/payments/shop-code', { key: null, body: { intent } });
const payCode = (payer: Payer, code: Answer | null, changed: Claims = {}) =>
  send(payer, signed(payer, claimsOf(payer, code, changed)));
const balanceOf = async ({ api }: Payer) => (await api.get('/v1/wallet')).body.balance;

test('a phone scans, signs and pays; payer and shop read the same payment', async () => {
  const payer = await newPayer();
  const code = await makeCode('台-1');
  const read = await payer.api.post('/v1/shop-codes/read', { body: { text: code.body.text } });
  expect(read.body).toMatchObject({ merchant: { id: merchant.id }, sale: { id: code.body.id } });
  const paid = await payCode(payer, code);
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({ status: 'succeeded', ...TWD('120'), merchant: 'Old Street Tea' });
  expect(await stateOf(code)).toMatchObject({ status: 'paid', payment: paid.body.id });
  expect((await payer.api.get(`/v1/payments/${textOf(paid, 'id')}`)).text).toBe(paid.text);
  expect(await balanceOf(payer)).toEqual(TWD('380'));
});

test('the same intent again, or its content signed anew, has the answer of the first, however late', async () => {
  const payer = await newPayer();
  const claims = claimsOf(payer, null);
  const first = await send(payer, signed(payer, claims));
  clock.advanceMs(300_000);
  const intents = [signed(payer, claims), signed(payer, claims)];
  expect(intents[0]).not.toBe(intents[1]);
  for (const intent of intents) {
    const again = await send(payer, intent);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  }
  expect(await balanceOf(payer)).toEqual(TWD('380'));
});

test('twenty copies of one intent at the same moment are one payment', async () => {
  const payer = await newPayer();
  const intent = signed(payer, claimsOf(payer, await makeCode()));
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(payer, intent)));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await balanceOf(payer)).toEqual(TWD('380'));
});

test('a nonce is for one content: with another amount, payee or code it is refused', async () => {
  const payer = await newPayer();
  const [code, other] = [await makeCode(), await makeCode()];
  const claims = claimsOf(payer, code);
  expect((await send(payer, signed(payer, claims))).status).toBe(201);
  const { nonce } = claims;
  for (const [scanned, changed] of [
    [null, { nonce, amount: '1' }],
    [null, { nonce, payee: rival.id, terminal: rival.terminal }],
    [other, { nonce }],
  ] as const) {
    expectProblem(await payCode(payer, scanned, changed), 422, 'request_id_reused');
  }
  expect(await stateOf(other)).toMatchObject({ status: 'open' });
  expect(await balanceOf(payer)).toEqual(TWD('380'));
});

test.each([
  ['another amount', { amount: '119' }, 'order_differs'],
  ['another order', { order_reference: 'A-2' }, 'order_differs'],
  ['a terminal of another shop', { payee: 'rival', terminal: 'rival' }, 'order_differs'],
  ['another payee', { payee: 'rival' }, 'payee_differs'],
] as const)('an intent with %s does not pay the code', async (_what, change, problem) => {
  const payer = await newPayer();
  const code = await makeCode();
  const changed = Object.fromEntries(
    Object.entries(change).map(([name, value]) => {
      if (value !== 'rival') return [name, value];
      return [name, name === 'payee' ? rival.id : rival.terminal];
    }),
  );
  const refused = await payCode(payer, code, changed);
  expectProblem(refused, 409, problem);
  expect(refused.body).toMatchObject({ money_moved: false });
  expect(await stateOf(code)).toMatchObject({ status: 'open' });
  expect(await balanceOf(payer)).toEqual(TWD('500'));
});

test.each([
  ['expired', 121_000, 'intent_expired'],
  ['from a future that is too far', -61_000, 'intent_not_yet'],
])('an intent that is %s is refused, and stays so', async (_what, waitMs, problem) => {
  const payer = await newPayer();
  const intent = signed(payer, claimsOf(payer, null));
  const ahead = claimsOf(payer, null, {
    iat: Math.floor(clock.now().getTime() / 1_000) - waitMs / 1_000,
    exp: Math.floor(clock.now().getTime() / 1_000) - waitMs / 1_000 + 120,
  });
  const late = waitMs > 0 ? intent : signed(payer, ahead);
  if (waitMs > 0) clock.advanceMs(waitMs);
  expectProblem(await send(payer, late), 409, problem);
  clock.advanceMs(waitMs > 0 ? -waitMs : 61_000);
  const again = await send(payer, late);
  expectProblem(again, 409, problem);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(await balanceOf(payer)).toEqual(TWD('500'));
});

test("another device's signature, another's intent and a stranger's key move nothing", async () => {
  const [payer, thief] = [await newPayer(), await newPayer()];
  const claims = claimsOf(payer, null);
  expectProblem(await send(thief, signed(payer, claims)), 422, 'intent_not_yours');
  expectProblem(
    await send(payer, thief.phone.key.signJws(headerOf(payer), claims)),
    422,
    'intent_signature_wrong',
  );
  const stranger = newDeviceKeyPair().signJws(headerOf(payer), claims);
  expectProblem(await send(payer, stranger), 422, 'intent_signature_wrong');
  expectProblem(await payCode(thief, null, { payer: payer.wallet }), 422, 'intent_not_yours');
  expectProblem(await payCode(thief, null, { device: payer.phone.deviceId }), 422, 'intent_not_yours');
  const nobody = formatPublicId('dev', newUuid());
  const byNobody = payer.phone.key.signJws(
    { ...headerOf(payer), kid: nobody },
    { ...claims, device: nobody },
  );
  expectProblem(await send(payer, byNobody), 422, 'intent_not_yours');
  expect(await balanceOf(payer)).toEqual(TWD('500'));
});

test('one changed character of what was signed is refused', async () => {
  const payer = await newPayer();
  const [header = '', payload = '', signature = ''] = signed(payer, claimsOf(payer, null)).split('.');
  const cheaper = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('"120"', '"121"'));
  const changed = `${header}.${cheaper.toString('base64url')}.${signature}`;
  expectProblem(await send(payer, changed), 422, 'intent_signature_wrong');
  const malformed = await send(payer, `${header}.${payload}x.${signature}`);
  expectProblem(malformed, 400, 'intent_malformed');
  expect(malformed.body).toMatchObject({ member: '' });
  const noNumber = await payCode(payer, null, { amount: 120 });
  expect(noNumber.body).toMatchObject({ code: 'intent_malformed', member: 'payload/amount' });
  expect(await balanceOf(payer)).toEqual(TWD('500'));
});

test('a device that was removed pays no more, not even with a session that is still open', async () => {
  const payer = await newPayer();
  const intent = signed(payer, claimsOf(payer, null));
  expect((await send(payer, intent)).status).toBe(201);
  const removed = await payer.api.post(`/v1/devices/${payer.phone.deviceId}/remove`, { body: {} });
  expect(removed.status).toBe(200);
  expectProblem(await payCode(payer, null), 401, 'unauthorized');
});

test('a resident whose device can sign has to', async () => {
  const payer = await newPayer();
  const body = { terminal: merchant.terminal, ...TWD('120') };
  const answer = await payer.api.post('/v1/sandbox/shop-code-payments', { body });
  expectProblem(answer, 409, 'device_must_sign');
  expect(await balanceOf(payer)).toEqual(TWD('500'));
});
