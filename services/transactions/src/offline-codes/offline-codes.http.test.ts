import { createHmac, randomUUID } from 'node:crypto';
import { commandId, fingerprintOf, parsePublicId } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { dammCheckDigit } from '../payment-codes/damm.ts';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { giveMoney } from '../testing/give-money.ts';
import { createMerchant, createResident } from '../testing/people.ts';
import { type EnrolledPhone, signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { createOfflineCodes } from './resolve-offline-code.ts';

const service = await startTestService({ identity: true });
const { api, clock } = service;
const merchant = await createMerchant(service);
const TWD = (amount: string) => ({ amount, currency: 'TWD' });
const STEP_MS = 30_000;
const DAY_MS = 24 * 60 * 60_000;
let guests = 0;

interface OfflinePhone extends EnrolledPhone {
  readonly alias: string;
}

const newPerson = () => `guest-${++guests}`;

async function enable(enrolled: EnrolledPhone): Promise<OfflinePhone> {
  return { ...enrolled, alias: textOf(await enrolled.api.post('/v1/offline-codes'), 'alias') };
}

/** A phone that may make codes without a network, of a resident with NT$5,000. */
async function newPhone(person = newPerson()): Promise<OfflinePhone> {
  const enrolled = await signInAndEnrol(service, person);
  await giveMoney(service, enrolled.phone.residentId, 500_000n);
  return enable(enrolled);
}

/** What the phone shows, by the words of the description alone; `steps` away from now. */
function codeOf({ phone, alias }: OfflinePhone, steps = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(clock.now().getTime() / STEP_MS) + steps));
  const mac = createHmac('sha256', Buffer.from(phone.offlineSecret, 'base64url')).update(counter).digest();
  const digits = `72${alias}${(mac.readBigUInt64BE() % 1_000_000_000n).toString().padStart(9, '0')}`;
  return digits + dammCheckDigit(digits);
}

const body = (code: string, amount = '100') => ({
  code,
  ...TWD(amount),
  terminal: merchant.terminal,
  order_reference: `A-${randomUUID().slice(0, 8)}`,
});
/** The till means it: nothing here is about the same tap twice. */
const charge = (asked: object = {}, key: string = randomUUID()) =>
  api.post('/v1/payments', { token: merchant.key, key, body: { ...asked, confirm_duplicate: true } });
const balanceOf = async (phone: OfflinePhone) => (await phone.api.get('/v1/wallet')).body.balance;
/** Tomorrow at this time the caps of the day are free again. */
const aDayLater = () => clock.advanceMs(DAY_MS);

test('a phone without a network shows a code, and a till with one is paid', async () => {
  const phone = await newPhone();
  const code = codeOf(phone);
  const paid = await charge(body(code));
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({ status: 'succeeded', ...TWD('100') });
  expect(await balanceOf(phone)).toEqual(TWD('4900'));
  const again = await phone.api.post('/v1/offline-codes');
  expect(again.body).toEqual({
    prefix: '72',
    alias: phone.alias,
    step_seconds: 30,
    single_cap: TWD('1000'),
    last_24_hours: { cap: TWD('2000'), used: TWD('100'), payments: 2, payments_used: 1 },
    last_30_days: { cap: TWD('10000'), used: TWD('100'), payments: 10, payments_used: 1 },
    device_limit: null,
  });
});

test('a code pays once, however many tills read it at the same moment', async () => {
  const phone = await newPhone();
  const code = codeOf(phone);
  const answers = await Promise.all(Array.from({ length: 10 }, () => charge(body(code))));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers) if (answer.status !== 201) expectProblem(answer, 409, 'code_already_used');
  expect(await balanceOf(phone)).toEqual(TWD('4900'));
  // It has used up one allowance, not ten.
  expect((await charge(body(codeOf(phone, 1)))).status).toBe(201);
});

test('the same request again has the answer of the first, long after the code', async () => {
  const phone = await newPhone();
  const asked = body(codeOf(phone));
  const first = await charge(asked, 'offline-1');
  clock.advanceMs(600_000);
  const again = await charge(asked, 'offline-1');
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(await charge({ ...asked, amount: '99' }, 'offline-1'), 422, 'idempotency_key_reused');
  expect(await balanceOf(phone)).toEqual(TWD('4900'));
});

test.each([
  ['a step behind', -1, 201, undefined],
  ['a step ahead', 1, 201, undefined],
  ['two steps behind', -2, 409, 'code_expired'],
  ['two steps ahead', 2, 404, 'code_unknown'],
])('a phone whose clock is %s', async (_what, steps, status, problem) => {
  const answer = await charge(body(codeOf(await newPhone(), steps)));
  expect([answer.status, answer.body.code]).toEqual([status, problem]);
});

test('a code of nobody, of a changed digit and of a removed phone is not known', async () => {
  const phone = await newPhone();
  const nobody = { ...phone, alias: phone.alias === '00000000' ? '00000001' : '00000000' };
  expectProblem(await charge(body(codeOf(nobody))), 404, 'code_unknown');
  const digits = `${codeOf(phone).slice(0, 10)}000000000`;
  expectProblem(await charge(body(digits + dammCheckDigit(digits))), 404, 'code_unknown');
  const removed = await phone.api.post(`/v1/devices/${phone.phone.deviceId}/remove`, { body: {} });
  expect(removed.status).toBe(200);
  expectProblem(await charge(body(codeOf(phone))), 404, 'code_unknown');
});

test('over the cap of one payment, of the day and of thirty days the phone has to be online', async () => {
  const phone = await newPhone();
  expectProblem(await charge(body(codeOf(phone), '1001')), 409, 'offline_limit_exceeded');
  for (let day = 0; day < 5; day++) {
    expect((await charge(body(codeOf(phone, -1), '1'))).status).toBe(201);
    expect((await charge(body(codeOf(phone), '1'))).status).toBe(201);
    expectProblem(await charge(body(codeOf(phone, 1), '1')), 409, 'offline_limit_exceeded');
    aDayLater();
  }
  const eleventh = await charge(body(codeOf(phone), '1'));
  expectProblem(eleventh, 409, 'offline_limit_exceeded');
  expect(eleventh.body).toMatchObject({ money_moved: false });
  expect(await balanceOf(phone)).toEqual(TWD('4990'));
  clock.advanceMs(25 * DAY_MS);
  expect((await charge(body(codeOf(phone), '1'))).status).toBe(201);
});

test('the caps are those of the wallet: a second phone does not double them, nor do ten tills at once', async () => {
  const person = newPerson();
  const first = await newPhone(person);
  const second = await enable(await signInAndEnrol(service, person));
  const codes = [-1, 0, 1].flatMap((steps) => [codeOf(first, steps), codeOf(second, steps)]);
  const answers = await Promise.all(codes.map((code) => charge(body(code, '900'))));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  for (const answer of answers)
    if (answer.status !== 201) expectProblem(answer, 409, 'offline_limit_exceeded');
  expect(await balanceOf(first)).toEqual(TWD('3200'));
});

test('what the ledger refused does not count', async () => {
  const poor = await enable(await signInAndEnrol(service, newPerson()));
  for (const steps of [-1, 0, 1]) {
    expectProblem(await charge(body(codeOf(poor, steps), '900')), 402, 'insufficient_funds');
  }
  await giveMoney(service, poor.phone.residentId, 500_000n);
  clock.advanceMs(3 * STEP_MS);
  expect((await charge(body(codeOf(poor), '900'))).status).toBe(201);
});

test('what was counted and never reached the ledger counts until it is decided as a no', async () => {
  const phone = await newPhone();
  const lost = [0, 1].map((steps) => ({ key: randomUUID(), asked: body(codeOf(phone, steps)) }));
  // As a process leaves it that died between counting and asking the ledger.
  const resolve = createOfflineCodes({
    database: service.database,
    ledger: service.ledger,
    offlineSecrets: async () => Buffer.from(phone.phone.offlineSecret, 'base64url'),
  });
  const merchantId = parsePublicId('mer', merchant.id) ?? '';
  for (const { key, asked } of lost) {
    const finding = await resolve({
      id: commandId(['merchant', merchantId, 'POST /v1/payments'], key),
      fingerprint: fingerprintOf({ method: 'POST', path: '/v1/payments', body: asked }),
      merchantId,
      code: asked.code,
      amountMinor: 10_000n,
      currency: 'TWD',
      now: clock.now(),
    });
    expect(finding.declined).toBeNull();
  }
  clock.advanceMs(10 * STEP_MS);
  expectProblem(await charge(body(codeOf(phone))), 409, 'offline_limit_exceeded');
  const [first, second] = lost;
  expect((await charge(first?.asked, first?.key)).status).toBe(201);
  clock.advanceMs(15 * 60_000);
  expect((await charge(body(codeOf(phone)))).status).toBe(201);
  expectProblem(await charge(second?.asked, second?.key), 409, 'code_expired');
  expect(await balanceOf(phone)).toEqual(TWD('4800'));
});

test('without caps in force nothing is allowed', async () => {
  const phone = await newPhone();
  await service.database.raw(
    "update transactions.offline_code_policies set effective_from = effective_from + interval '90 years'",
  );
  expectProblem(await charge(body(codeOf(phone))), 409, 'offline_limit_exceeded');
  expectProblem(await phone.api.post('/v1/offline-codes'), 409, 'offline_codes_not_offered');
  await service.database.raw(
    "update transactions.offline_code_policies set effective_from = effective_from - interval '90 years'",
  );
});

test('a resident without a device has no secret to make codes with', async () => {
  const { token } = await createResident(service);
  expectProblem(await api.post('/v1/offline-codes', { token }), 409, 'device_required');
});
