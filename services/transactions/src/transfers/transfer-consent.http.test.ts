import { randomUUID } from 'node:crypto';
import { formatPublicId, newUuid } from '@tamsui/ids';
import { newDeviceKeyPair } from '@tamsui/testing';
import { expect, test } from 'vitest';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  type Claims,
  createSigningPayer,
  type SigningPayer,
  signAs,
  transferClaims,
} from './signed.testing.ts';
import { createPerson, lookUp } from './transfers.testing.ts';

const service = await startTestService({ identity: true });
const { clock } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });
const PIN = '482915';
const friend = await createPerson(service, '林曉美');
const other = await createPerson(service, 'Ann Chen');
let guests = 0;

/** With NT$10,000 and an older phone. */
const newPayer = () => createSigningPayer(service, `guest-${++guests}`);
const balanceOf = async ({ api }: SigningPayer) => (await api.get('/v1/wallet')).body.balance;

async function lookedUp({ api }: SigningPayer, whom = friend): Promise<unknown> {
  return (await api.post('/v1/payees/lookup', { body: { phone: whom.phone } })).body.payee;
}

async function bodyFor(payer: SigningPayer, more: Claims = {}): Promise<Claims> {
  return { payee: await lookedUp(payer), ...twd('100'), ...more };
}

const sign = (payer: SigningPayer, key: string, body: Claims, changed: Claims = {}) =>
  signAs(payer, 'transfer+jws', { ...transferClaims(payer, clock.now(), key, body), ...changed });

function send({ api }: SigningPayer, key: string, body: Claims, proof: object) {
  return api.post('/v1/transfers', { key, body: { ...body, ...proof } });
}

async function sendSigned(payer: SigningPayer, more: Claims = {}, proof: object = {}) {
  const [key, body] = [randomUUID(), await bodyFor(payer, more)];
  return send(payer, key, body, { intent: sign(payer, key, body), ...proof });
}

test('a phone signs whom, how much, what for and under which key, and sends', async () => {
  const payer = await newPayer();
  const sent = await sendSigned(payer, { message: '午餐 🍜' });
  expect(sent.status).toBe(201);
  expect(sent.body).toMatchObject({ status: 'succeeded', ...twd('100'), message: '午餐 🍜' });
  expect(await balanceOf(payer)).toEqual(twd('9900'));
});

test('what a phone has to sign stands in the description, member by member', async () => {
  const { body } = await service.api.get('/openapi.json');
  const { paths } = body as { paths: Record<string, { post: { requestBody: unknown } }> };
  const described = JSON.stringify(paths['/v1/transfers']?.post.requestBody);
  expect(described).toContain('"contentMediaType":"application/jose"');
  const members = Object.keys(transferClaims(await newPayer(), clock.now(), 'k', {}));
  for (const member of members) expect(described).toContain(`"${member}":{`);
  expect(described).toContain(JSON.stringify([...members].sort()[0]));
});

test('without a signature nothing is sent, and the same key still sends with one', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  expectFieldProblem(await send(payer, key, body, {}), 403, '/intent', 'consent_required');
  expectProblem(await send(payer, key, body, { pin: PIN }), 403, 'consent_required');
  expect((await send(payer, key, body, { intent: sign(payer, key, body) })).status).toBe(201);
});

test.each([
  ['one dollar less', { amount: '99' }, 'payload/amount'],
  ['one dollar more', { amount: '101' }, 'payload/amount'],
  ['an amount as number', { amount: 100 }, 'payload/amount'],
  ['another payee', { payee: 'other' }, 'payload/payee'],
  ['another wallet', { payer: formatPublicId('wal', newUuid()) }, 'payload/payer'],
  ['another device', { device: formatPublicId('dev', newUuid()) }, 'payload/device'],
  ['another currency', { currency: 'JPY' }, 'payload/currency'],
  ['another message', { message: 'x' }, 'payload/message'],
  ['a later time', { at: '2030-01-01T00:00:00Z' }, 'payload/at'],
  ['another key', { nonce: 'another' }, 'payload/nonce'],
  ['no nonce', { nonce: undefined }, 'payload/nonce'],
  ['a member that nobody knows', { tip: '1' }, 'payload/tip'],
])('a signature over %s sends nothing, and says what differs', async (_what, change, member) => {
  const payer = await newPayer();
  const changed = 'payee' in change ? { payee: await lookedUp(payer, other) } : change;
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const refused = await send(payer, key, body, { intent: sign(payer, key, body, changed) });
  expectFieldProblem(refused, 403, '/intent', 'intent_invalid');
  expect(refused.body.member).toBe(member);
  expect(await balanceOf(payer)).toEqual(twd('10000'));
});

test('forged signatures send nothing: of a stranger, of another use, changed, cut, or with a prototype', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const claims = transferClaims(payer, clock.now(), key, body);
  const header = { typ: 'transfer+jws', kid: payer.phone.deviceId };
  const signed = signAs(payer, 'transfer+jws', claims);
  const [head = '', , signature = ''] = signed.split('.');
  const cheaper = Buffer.from(JSON.stringify({ ...claims, amount: '1' })).toString('base64url');
  const polluted = JSON.stringify(claims).replace(/}$/, ',"__proto__":{"amount":"1"}}');
  const twice = JSON.stringify(claims).replace(/}$/, ',"amount":"1"}');
  for (const [intent, member] of [
    [newDeviceKeyPair().signJws(header, claims), 'signature'],
    [`${head}.${cheaper}.${signature}`, 'payload/amount'],
    [signed.slice(0, -2), 'signature'],
    [payer.phone.key.signJws({ ...header, typ: 'pay+jws' }, claims), 'header/typ'],
    [signAs(payer, 'pay-share+jws', claims), 'header/typ'],
    [payer.phone.key.signJws({ ...header, alg: 'none' }, claims), 'header/alg'],
    [payer.phone.key.signJws({ ...header, jwk: {} }, claims), 'header/jwk'],
    [payer.phone.key.signJws(header, polluted), ''],
    [payer.phone.key.signJws(header, twice), ''],
    ['x', ''],
  ] as const) {
    const refused = await send(payer, key, body, { intent });
    expectProblem(refused, 403, 'intent_invalid');
    expect(refused.body.member).toBe(member);
  }
  expect(await balanceOf(payer)).toEqual(twd('10000'));
});

test("another resident's phone cannot sign for this wallet", async () => {
  const [payer, thief] = [await newPayer(), await newPayer()];
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const claims = transferClaims(payer, clock.now(), key, body);
  const refused = await send(payer, key, body, { intent: signAs(thief, 'transfer+jws', claims) });
  expect(refused.body).toMatchObject({ code: 'intent_invalid', member: 'header/kid' });
  const stolen = await send(thief, key, body, { intent: signAs(payer, 'transfer+jws', claims) });
  expect(stolen.body).toMatchObject({ code: 'intent_invalid', member: 'header/kid' });
});

test('a signature works for two minutes, and not from the future', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const intent = sign(payer, key, body);
  clock.advanceMs(120_000);
  const late = await send(payer, key, body, { intent });
  expect(late.body).toMatchObject({ code: 'intent_invalid', member: 'payload/exp' });
  const iat = Math.floor(clock.now().getTime() / 1_000) + 62;
  const early = await send(payer, key, body, { intent: sign(payer, key, body, { iat, exp: iat + 120 }) });
  expect(early.body).toMatchObject({ code: 'intent_invalid', member: 'payload/iat' });
  const long = await send(payer, key, body, { intent: sign(payer, key, body, { exp: iat + 3_600 }) });
  expect(long.body).toMatchObject({ code: 'intent_invalid', member: 'payload/exp' });
  expect((await send(payer, key, body, { intent: sign(payer, key, body) })).status).toBe(201);
});

test('what was signed cannot be sent again under another key, and under its own it is one transfer', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const intent = sign(payer, key, body);
  const first = await send(payer, key, body, { intent });
  expect(first.status).toBe(201);
  const replayed = await send(payer, randomUUID(), body, { intent });
  expect(replayed.body).toMatchObject({ code: 'intent_invalid', member: 'payload/nonce' });
  clock.advanceMs(180_000);
  // A lost answer: the same again, signed anew, or with the proof that has expired since.
  for (const proof of [{ intent }, { intent: sign(payer, key, body) }, {}]) {
    const again = await send(payer, key, body, proof);
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  }
  const dearer = { ...body, amount: '200' };
  const reused = await send(payer, key, dearer, { intent: sign(payer, key, dearer) });
  expectProblem(reused, 422, 'idempotency_key_reused');
  expect(await balanceOf(payer)).toEqual(twd('9900'));
});

test('twenty copies at once are one transfer with one answer', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const intent = sign(payer, key, body);
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(payer, key, body, { intent })));
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(await balanceOf(payer)).toEqual(twd('9900'));
});

test('a removed device signs no more', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer)];
  const second = await createSigningPayer(service, `guest-${guests}`, 1n);
  await second.api.post(`/v1/devices/${payer.phone.deviceId}/remove`, { body: {} });
  expectProblem(await send(payer, key, body, { intent: sign(payer, key, body) }), 401, 'unauthorized');
  const theirs = await send(second, key, body, { intent: sign(payer, key, body) });
  expect(theirs.body).toMatchObject({ code: 'intent_invalid', member: 'header/kid' });
});

test('above the threshold the PIN is needed: missing, not set, wrong, locked; then it is sent', async () => {
  const payer = await newPayer();
  const [key, body] = [randomUUID(), await bodyFor(payer, { amount: '3001' })];
  const tryPin = (pin?: string) =>
    send(payer, key, body, { intent: sign(payer, key, body), ...(pin === undefined ? {} : { pin }) });
  expect((await sendSigned(payer, { amount: '3000' })).status).toBe(201);
  expectFieldProblem(await tryPin(), 403, '/pin', 'pin_required');
  expectProblem(await tryPin(PIN), 403, 'pin_not_set');
  await payer.api.put('/v1/pin', { body: { pin: PIN } });
  const wrong = await tryPin('111222');
  expectFieldProblem(wrong, 403, '/pin', 'pin_wrong');
  expect(wrong.body.attempts_left).toBe(4);
  // Without what the device signs no PIN is looked at.
  const unsigned = await send(payer, key, body, { pin: '111222', intent: 'x' });
  expectProblem(unsigned, 403, 'intent_invalid');
  expect((await tryPin('111222')).body.attempts_left).toBe(3);
  for (let i = 0; i < 3; i++) await tryPin('111222');
  const locked = await tryPin(PIN);
  expectProblem(locked, 403, 'pin_locked');
  expect(locked.body.locked_until).toBe(new Date(clock.now().getTime() + 15 * 60_000).toISOString());
  clock.advanceMs(15 * 60_000);
  const again = await bodyFor(payer, { amount: '3001' });
  const fresh = randomUUID();
  const paid = await send(payer, fresh, again, { intent: sign(payer, fresh, again), pin: PIN });
  expect(paid.status).toBe(201);
  expect(await balanceOf(payer)).toEqual(twd('3999'));
});

test('a wrong PIN is not taken where none is needed', async () => {
  const payer = await newPayer();
  await payer.api.put('/v1/pin', { body: { pin: PIN } });
  expectProblem(await sendSigned(payer, {}, { pin: '111222' }), 403, 'pin_wrong');
  expect((await sendSigned(payer, {}, { pin: PIN })).status).toBe(201);
});

test('a scheduled transfer is agreed to when it is asked for, time included, and is sent without more', async () => {
  const payer = await newPayer();
  const at = new Date(clock.now().getTime() + 3_600_000).toISOString();
  const [key, body] = [randomUUID(), await bodyFor(payer, { at })];
  const soon = sign(payer, key, body, { at: null });
  expect((await send(payer, key, body, { intent: soon })).body).toMatchObject({ member: 'payload/at' });
  // The same instant in other words.
  const intent = sign(payer, key, body, { at: at.replace(/\.\d+Z$/, (part) => part.replace('Z', '000Z')) });
  const scheduled = await send(payer, key, body, { intent });
  expect(scheduled.body).toMatchObject({ status: 'scheduled', send_at: at });
  clock.advanceMs(3_600_000);
  await expect.poll(() => balanceOf(payer), { timeout: 10_000 }).toEqual(twd('9900'));
  const again = await send(payer, key, body, { intent });
  expect(again.text).toBe(scheduled.text);
});

test('a resident of the sandbox has no device, and needs neither', async () => {
  const mei = await createPerson(service, 'Mei', '500');
  const payee = await lookUp(service, mei, friend);
  const sent = await service.api.post('/v1/transfers', { token: mei.token, body: { payee, ...twd('100') } });
  expect(sent.status).toBe(201);
});
