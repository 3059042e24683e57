import { createHmac, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newNonce } from '../intents/intent.testing.ts';
import { dammCheckDigit } from '../payment-codes/damm.ts';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, paymentBody } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  type Claims,
  createSigningPayer,
  type SigningPayer,
  shareClaims,
  signAs,
  transferClaims,
} from '../transfers/signed.testing.ts';
import { createPerson } from '../transfers/transfers.testing.ts';

// No payment waits for its resident, and no transfer needs a PIN: what is refused here is refused for the device.
const service = await startTestService({ identity: true, config: { CONFIRM_ABOVE: '100000' } });
const { api, clock } = service;
const merchant = await createMerchant(service);
const friend = await createPerson(service, '林曉美');
const twd = (amount: string) => ({ amount, currency: 'TWD' });
const DAY_MS = 24 * 3_600_000;
let guests = 0;

/** A resident with NT$20,000 whose second phone is new. */
async function withNewPhone() {
  const person = `guest-${++guests}`;
  const old = await createSigningPayer(service, person, 2_000_000n);
  const device: SigningPayer = { ...(await signInAndEnrol(service, person)), wallet: old.wallet };
  const until = new Date(clock.now().getTime() + DAY_MS).toISOString();
  return { old, device, until };
}

const limitOf = (cap: string, until: string) => ({
  limit: 'new_device',
  cap: twd(cap),
  left: twd(cap),
  until,
});
const balanceOf = async (device: SigningPayer) => (await device.api.get('/v1/wallet')).body.balance;

async function chargeCode(device: SigningPayer, amount: string): Promise<Answer> {
  const { body } = await device.api.post('/v1/payment-codes', { body: {} });
  return api.post('/v1/payments', {
    token: merchant.key,
    body: paymentBody(merchant, String(body.code), amount),
  });
}

async function chargeOffline({ phone, api: own }: SigningPayer, amount: string): Promise<Answer> {
  const alias = textOf(await own.post('/v1/offline-codes'), 'alias');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(clock.now().getTime() / 30_000)));
  const mac = createHmac('sha256', Buffer.from(phone.offlineSecret, 'base64url')).update(counter).digest();
  const digits = `72${alias}${(mac.readBigUInt64BE() % 1_000_000_000n).toString().padStart(9, '0')}`;
  const body = paymentBody(merchant, digits + dammCheckDigit(digits), amount);
  return api.post('/v1/payments', { token: merchant.key, body });
}

function shopIntent({ phone, wallet }: SigningPayer, amount: string): string {
  const iat = Math.floor(clock.now().getTime() / 1_000);
  const what = { payee: merchant.id, terminal: merchant.terminal, shop_code: null, order_reference: null };
  const claims = { v: 1, device: phone.deviceId, payer: wallet, ...what, ...twd(amount) };
  return phone.key.signJws(
    { typ: 'pay+jws', kid: phone.deviceId },
    { ...claims, nonce: newNonce(), iat, exp: iat + 120 },
  );
}

const payShop = ({ api: own }: SigningPayer, intent: string) =>
  own.post('/v1/payments/shop-code', { key: null, body: { intent } });

async function sendTo(device: SigningPayer, amount: string, more: Claims = {}): Promise<Answer> {
  const { body: found } = await device.api.post('/v1/payees/lookup', { body: { phone: friend.phone } });
  const [key, body] = [randomUUID(), { payee: found.payee, ...twd(amount), ...more }];
  const intent = signAs(device, 'transfer+jws', transferClaims(device, clock.now(), key, body));
  return device.api.post('/v1/transfers', { key, body: { ...body, intent } });
}

async function payShare(device: SigningPayer, amount: string): Promise<Answer> {
  const { token } = friend;
  const { body: found } = await api.post('/v1/payees/lookup', { token, body: { wallet: device.wallet } });
  const payers = [{ payee: found.payee, amount }];
  const { body: asked } = await api.post('/v1/money-requests', { token, body: { payers, currency: 'TWD' } });
  const [one] = asked.shares as { id: string }[];
  const share = await device.api.get(`/v1/request-shares/${one?.id}`);
  const key = randomUUID();
  const intent = signAs(device, 'pay-share+jws', shareClaims(device, clock.now(), key, share));
  return device.api.post(`/v1/request-shares/${one?.id}/payments`, { key, body: { intent } });
}

test.each([
  ['a code it shows', chargeCode, '3000', '3001', 'limit_reached', 409],
  [
    'a shop code',
    (d: SigningPayer, a: string) => payShop(d, shopIntent(d, a)),
    '3000',
    '3001',
    'device_is_new',
    403,
  ],
  ['a transfer', sendTo, '1000', '1001', 'device_is_new', 403],
  ['a share', payShare, '1000', '1001', 'device_is_new', 403],
] as const)(
  'with %s a new device moves its cap at a time and not a dollar more, until its day is over',
  async (_what, move, cap, more, code, status) => {
    const { old, device, until } = await withNewPhone();
    expect((await move(device, cap)).status).toBe(201);
    const before = await balanceOf(device);
    const refused = await move(device, more);
    expectProblem(refused, status, code);
    // A till is not told of limits; the device is told with the code.
    if (code === 'device_is_new') expect(refused.body).toMatchObject(limitOf(cap, until));
    expect(await balanceOf(device)).toEqual(before);
    expect((await move(old, more)).status).toBe(201);
    clock.advanceMs(DAY_MS - 1);
    expectProblem(await move(device, more), status, code);
    clock.advanceMs(1);
    expect((await move(device, more)).status).toBe(201);
  },
);

test('a code is shown with the limit of its device, online and offline', async () => {
  const { old, device, until } = await withNewPhone();
  const code = await device.api.post('/v1/payment-codes', { body: {} });
  expect(code.body.device_limit).toEqual(limitOf('3000', until));
  expect((await device.api.post('/v1/offline-codes')).body.device_limit).toEqual(limitOf('3000', until));
  expect((await old.api.post('/v1/payment-codes', { body: {} })).body.device_limit).toBeNull();
});

test('a code that was made before the end of the day pays what the device may when it is used', async () => {
  const { device } = await withNewPhone();
  clock.advanceMs(DAY_MS - 30_000);
  const made = await device.api.post('/v1/payment-codes', { body: {} });
  const asked = () => ({
    token: merchant.key,
    body: paymentBody(merchant, String(made.body.code), '3001'),
  });
  expectProblem(await api.post('/v1/payments', asked()), 409, 'limit_reached');
  clock.advanceMs(30_000);
  expect((await api.post('/v1/payments', asked())).status).toBe(201);
});

test('an offline code of a new device is held against its cap too, and a retry hears the same', async () => {
  await service.database.raw(
    `insert into transactions.offline_code_policies
       (currency, effective_from, single_minor, day_minor, day_count, month_minor, month_count)
     values ('TWD', :at, 1000000, 5000000, 50, 9000000, 99)`,
    { at: clock.now() },
  );
  const { old, device } = await withNewPhone();
  expectProblem(await chargeOffline(device, '3001'), 409, 'limit_reached');
  clock.advanceMs(30_000);
  expect((await chargeOffline(device, '3000')).status).toBe(201);
  expect((await chargeOffline(old, '3001')).status).toBe(201);
});

test('what was authorised later is declined at the till as well, and its resident can read why', async () => {
  const { device } = await withNewPhone();
  const { body } = await device.api.post('/v1/payment-codes', { body: {} });
  const asked = { ...paymentBody(merchant, String(body.code), '3001'), capture: 'manual' };
  const refused = await api.post('/v1/payments', { token: merchant.key, body: asked });
  expectProblem(refused, 409, 'limit_reached');
  const own = await device.api.get(`/v1/payments/${textOf(refused, 'payment')}`);
  expect(own.body).toMatchObject({
    status: 'failed',
    money_moved: false,
    failure: { code: 'device_is_new' },
  });
});

test('a refused shop payment hears the same again when the day is over, and reads so', async () => {
  const { device, until } = await withNewPhone();
  const intent = shopIntent(device, '3001');
  const refused = await payShop(device, intent);
  clock.advanceMs(DAY_MS);
  const again = await payShop(device, intent);
  const facts = ({ body: { request_id: _id, ...rest } }: Answer) => rest;
  expect(facts(again)).toEqual(facts(refused));
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  const read = await device.api.get(`/v1/payments/${textOf(refused, 'payment')}`);
  expect(read.body).toMatchObject({
    status: 'failed',
    finished: true,
    money_moved: false,
    failure: { code: 'device_is_new', ...limitOf('3000', until) },
  });
});

test('a scheduled transfer is judged when it is asked for, and again when it is sent', async () => {
  const { device, until } = await withNewPhone();
  const inHours = (hours: number) => new Date(clock.now().getTime() + hours * 3_600_000).toISOString();
  expectProblem(await sendTo(device, '1001', { at: inHours(48) }), 403, 'device_is_new');
  const within = await sendTo(device, '1000', { at: inHours(1) });
  expect(within.status).toBe(201);
  // As if a cap had been lowered since: the row asks for more than the device may send.
  const stale = await sendTo(device, '999', { at: inHours(2) });
  const { rows } = await service.database.raw<{ rows: { id: string }[] }>(
    `update transactions.transfers set amount_minor = 100100 where amount_minor = 99900 returning id`,
  );
  expect(rows).toHaveLength(1);
  clock.advanceMs(2 * 3_600_000);
  const stateOf = async (answer: Answer) =>
    (await device.api.get(`/v1/transfers/${textOf(answer, 'id')}`)).body;
  await expect.poll(() => stateOf(within), { timeout: 10_000 }).toMatchObject({ status: 'succeeded' });
  await expect
    .poll(() => stateOf(stale), { timeout: 10_000 })
    .toMatchObject({
      status: 'failed',
      finished: true,
      failure: { code: 'device_is_new', ...limitOf('1000', until) },
    });
});
