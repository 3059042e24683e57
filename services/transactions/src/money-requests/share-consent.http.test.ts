import { randomUUID } from 'node:crypto';
import { formatPublicId, newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  type Claims,
  createSigningPayer,
  type SigningPayer,
  shareClaims,
  signAs,
} from '../transfers/signed.testing.ts';
import { createPerson } from '../transfers/transfers.testing.ts';

const service = await startTestService({ identity: true });
const { clock } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });
const PIN = '482915';
const asker = await createPerson(service, '林曉美');
let guests = 0;

const balanceOf = async ({ api }: SigningPayer) => (await api.get('/v1/wallet')).body.balance;

async function askFor(payer: SigningPayer, amount: string): Promise<Answer> {
  const { api } = service;
  const { token } = asker;
  const looked = await api.post('/v1/payees/lookup', { token, body: { wallet: payer.wallet } });
  const payers = [{ payee: looked.body.payee, amount }];
  const asked = await api.post('/v1/money-requests', { token, body: { payers, currency: 'TWD' } });
  const [share] = asked.body.shares as { id: string }[];
  return payer.api.get(`/v1/request-shares/${share?.id}`);
}

/** A resident with NT$10,000 and a phone who is asked for money. */
async function asked(amount = '100') {
  const payer = await createSigningPayer(service, `guest-${++guests}`);
  return { payer, share: await askFor(payer, amount), key: randomUUID() };
}

const sign = (payer: SigningPayer, key: string, share: Answer, changed: Claims = {}) =>
  signAs(payer, 'pay-share+jws', { ...shareClaims(payer, clock.now(), key, share), ...changed });
const pay = ({ api }: SigningPayer, key: string, share: Answer, proof: object) =>
  api.post(`/v1/request-shares/${textOf(share, 'id')}/payments`, { key, body: proof });

test('a phone signs the share as it has read it, and pays; a lost answer is given again', async () => {
  const { payer, share, key } = await asked();
  expect(share.body).toMatchObject({ ...twd('100'), payee: asker.wallet, asker: { name: '林○美' } });
  const intent = sign(payer, key, share);
  const paid = await pay(payer, key, share, { intent });
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({ status: 'succeeded', share: share.body.id, ...twd('100') });
  clock.advanceMs(180_000);
  for (const proof of [{ intent }, { intent: sign(payer, key, share) }, {}]) {
    const again = await pay(payer, key, share, proof);
    expect([again.status, again.text]).toEqual([201, paid.text]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  }
  expect(await balanceOf(payer)).toEqual(twd('9900'));
});

test('without a signature a share stays as it was', async () => {
  const { payer, share, key } = await asked();
  expectFieldProblem(await pay(payer, key, share, {}), 403, '/intent', 'consent_required');
  expectProblem(await pay(payer, key, share, { pin: PIN }), 403, 'consent_required');
  expect((await payer.api.get(`/v1/request-shares/${textOf(share, 'id')}`)).body).toEqual(share.body);
});

test.each([
  ['one dollar less', { amount: '99' }, 'payload/amount'],
  ['one dollar more', { amount: '101' }, 'payload/amount'],
  ['another payee', { payee: formatPublicId('wal', newUuid()) }, 'payload/payee'],
  ['another share', { share: formatPublicId('shr', newUuid()) }, 'payload/share'],
  ['another wallet', { payer: formatPublicId('wal', newUuid()) }, 'payload/payer'],
  ['another key', { nonce: 'another' }, 'payload/nonce'],
  ['a time that is over', { iat: 1_000, exp: 1_120 }, 'payload/exp'],
  ['a member that nobody knows', { tip: '1' }, 'payload/tip'],
])('a signature over %s pays nothing', async (_what, changed, member) => {
  const { payer, share, key } = await asked();
  const refused = await pay(payer, key, share, { intent: sign(payer, key, share, changed) });
  expectFieldProblem(refused, 403, '/intent', 'intent_invalid');
  expect(refused.body.member).toBe(member);
  expect(await balanceOf(payer)).toEqual(twd('10000'));
});

test('a signature by another phone, for a transfer, or for the share of before pays nothing', async () => {
  const [{ payer, share, key }, { payer: thief }] = [await asked(), await asked()];
  const claims = shareClaims(payer, clock.now(), key, share);
  const header = { typ: 'pay-share+jws', kid: payer.phone.deviceId };
  for (const [intent, member] of [
    [thief.phone.key.signJws(header, claims), 'signature'],
    [signAs(thief, 'pay-share+jws', claims), 'header/kid'],
    [signAs(payer, 'transfer+jws', claims), 'header/typ'],
  ] as const) {
    const refused = await pay(payer, key, share, { intent });
    expect([refused.status, refused.body.member]).toEqual([403, member]);
  }
  const intent = sign(payer, key, share);
  expect((await pay(payer, key, share, { intent })).status).toBe(201);
  const next = await askFor(payer, '100');
  const replayed = await pay(payer, key, next, { intent });
  expect(replayed.body).toMatchObject({ code: 'intent_invalid', member: 'payload/share' });
  expect(await balanceOf(payer)).toEqual(twd('9900'));
});

test('a foreign share is not there, whatever is signed', async () => {
  const [{ share, key }, { payer: stranger }] = [await asked(), await asked()];
  const answer = await pay(stranger, key, share, { intent: sign(stranger, key, share) });
  expectProblem(answer, 404, 'share_not_found');
});

test('above the threshold a share needs the PIN: missing, wrong, locked, right', async () => {
  const { payer, share } = await asked('3500');
  await payer.api.put('/v1/pin', { body: { pin: PIN } });
  const attempt = async (proof: object) => {
    const key = randomUUID();
    return pay(payer, key, share, { intent: sign(payer, key, share), ...proof });
  };
  expectFieldProblem(await attempt({}), 403, '/pin', 'pin_required');
  for (const left of [4, 3, 2, 1]) expect((await attempt({ pin: '111222' })).body.attempts_left).toBe(left);
  expectProblem(await attempt({ pin: '111222' }), 403, 'pin_locked');
  expectProblem(await attempt({ pin: PIN }), 403, 'pin_locked');
  clock.advanceMs(15 * 60_000);
  expect((await attempt({ pin: PIN })).status).toBe(201);
  expect(await balanceOf(payer)).toEqual(twd('6500'));
});
