import { signInPerson } from '@tamsui/testing';
import { describe, expect, it } from 'vitest';
import type { Answer, Api } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import {
  createMerchant,
  createResident,
  fund,
  paymentBody,
  showCode,
  type TestResident,
} from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { api, operatorToken, url } = service;
const merchant = await createMerchant(service);

const walletOf = async (who: Api, token?: string) => {
  const { status, frozen_by } = (await who.get('/v1/wallet', token === undefined ? {} : { token })).body;
  return { status, frozen_by };
};
const OPEN = { status: 'open', frozen_by: null };
const FROZEN = { status: 'frozen', frozen_by: 'resident' };
const BY_OPERATOR = { status: 'frozen', frozen_by: 'operator' };

const payWith = (code: string, key?: string): Promise<Answer> =>
  api.post('/v1/payments', {
    token: merchant.key,
    body: paymentBody(merchant, code),
    ...(key === undefined ? {} : { key }),
  });

const operator = (resident: { readonly id: string }, what: 'freeze' | 'unfreeze', body: object = {}) =>
  api.post(`/v1/residents/${resident.id}/${what}`, { token: operatorToken, body });

async function richResident(): Promise<TestResident> {
  const resident = await createResident(service);
  await fund(service, resident, '500');
  return resident;
}

describe('a frozen wallet', () => {
  it('pays with no code, not even with one that was shown before, and the till learns nothing of it', async () => {
    const resident = await richResident();
    const { token } = resident;
    const code = await showCode(service, resident);
    const frozen = await api.post('/v1/wallet/freeze', { token, body: { reason: 'lost' } });
    expect({ status: frozen.status, body: frozen.body }).toEqual({ status: 200, body: { status: 'frozen' } });
    expect(await walletOf(api, token)).toEqual(FROZEN);
    const refused = await payWith(code);
    expectProblem(refused, 409, 'payment_refused');
    expect(refused.text).not.toMatch(/froz|freeze/);
    const { body } = await api.get('/v1/wallet', { token });
    expect(body.balance).toEqual({ amount: '500', currency: 'TWD' });
  });

  it('still receives money', async () => {
    const resident = await richResident();
    await api.post('/v1/wallet/freeze', { token: resident.token, body: {} });
    await fund(service, resident, '70');
    const { body } = await api.get('/v1/wallet', { token: resident.token });
    expect(body.balance).toEqual({ amount: '570', currency: 'TWD' });
  });

  it('is frozen again without a change, by twenty at once', async () => {
    const resident = await richResident();
    const call = { token: resident.token, body: {} };
    const answers = await Promise.all(Array.from({ length: 20 }, () => api.post('/v1/wallet/freeze', call)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
      `select count(*) as count from transactions.wallet_freezes freezes
         join transactions.resident_tokens tokens on true
         join transactions.wallets wallets
           on wallets.resident_id = tokens.resident_id and wallets.id = freezes.wallet_id
        where tokens.token_hash = sha256(cast(:token as bytea))`,
      { token: Buffer.from(resident.token) },
    );
    expect(rows[0]?.count).toBe(1n);
  });

  it('stays frozen for a payment that was sent at the same moment, or the payment came first', async () => {
    for (let round = 0; round < 5; round++) {
      const resident = await richResident();
      const codes = await Promise.all(Array.from({ length: 3 }, () => showCode(service, resident)));
      const [frozen, ...paid] = await Promise.all([
        api.post('/v1/wallet/freeze', { token: resident.token, body: {} }),
        ...codes.map((code) => payWith(code)),
      ]);
      expect(frozen.status).toBe(200);
      const taken = paid.filter(({ status }) => status === 201).length * 120;
      const { body } = await api.get('/v1/wallet', { token: resident.token });
      expect(body.balance).toEqual({ amount: String(500 - taken), currency: 'TWD' });
      expectProblem(await payWith(await showCode(service, resident)), 409, 'payment_refused');
    }
  });
});

describe('a wallet that was frozen by its holder', () => {
  it('is opened by a sign-in with a proven identity, and pays again', async () => {
    const { api: mine } = await signInAndEnrol(service, 'mei');
    await mine.post('/v1/wallet/freeze', { body: {} });
    expect(await walletOf(mine)).toEqual(FROZEN);
    const { token } = await signInPerson({ apiUrl: url, person: 'mei', assurance: 'gold' });
    const opened = await api.post('/v1/wallet/unfreeze', { token, body: {} });
    expect({ status: opened.status, body: opened.body }).toEqual({ status: 200, body: { status: 'open' } });
    expect(await walletOf(mine)).toEqual(OPEN);
  });

  it('is not opened by a phone, nor by a sign-in that proves less', async () => {
    const { api: mine } = await signInAndEnrol(service, 'hao');
    await mine.post('/v1/wallet/freeze', { body: {} });
    expectProblem(await mine.post('/v1/wallet/unfreeze', { body: {} }), 403, 'wrong_token_kind');
    const { token } = await signInPerson({ apiUrl: url, person: 'hao', assurance: 'general' });
    expectProblem(await api.post('/v1/wallet/unfreeze', { token, body: {} }), 403, 'assurance_too_low');
    expect(await walletOf(mine)).toEqual(FROZEN);
  });

  it('may have been frozen without the phone, after any sign-in', async () => {
    const { api: mine } = await signInAndEnrol(service, 'ting');
    const { token } = await signInPerson({ apiUrl: url, person: 'ting', assurance: 'general' });
    expect((await api.post('/v1/wallet/freeze', { token, body: { reason: 'stolen' } })).status).toBe(200);
    expect(await walletOf(mine)).toEqual(FROZEN);
  });

  it('is frozen again by the same words after it was opened', async () => {
    const { api: mine } = await signInAndEnrol(service, 'jun');
    for (let round = 0; round < 2; round++) {
      expect((await mine.post('/v1/wallet/freeze', { key: 'the-same-key-again', body: {} })).status).toBe(
        200,
      );
      expect(await walletOf(mine)).toEqual(FROZEN);
      const { token } = await signInPerson({ apiUrl: url, person: 'jun', assurance: 'gold' });
      expect((await api.post('/v1/wallet/unfreeze', { token, body: {} })).status).toBe(200);
      expect(await walletOf(mine)).toEqual(OPEN);
    }
  });
});

describe('a wallet that was frozen by the operator', () => {
  it('is opened by the operator and by nobody else', async () => {
    const { phone, api: mine } = await signInAndEnrol(service, 'guest-1');
    const resident = { id: phone.residentId };
    await mine.post('/v1/wallet/freeze', { body: {} });
    expect((await operator(resident, 'freeze', { reason: 'authority' })).status).toBe(200);
    expect(await walletOf(mine)).toEqual(BY_OPERATOR);
    const { token } = await signInPerson({ apiUrl: url, person: 'guest-1', assurance: 'gold' });
    expectProblem(await api.post('/v1/wallet/unfreeze', { token, body: {} }), 409, 'frozen_by_operator');
    expect(await walletOf(mine)).toEqual(BY_OPERATOR);
    expect((await operator(resident, 'unfreeze')).status).toBe(200);
    expect(await walletOf(mine)).toEqual(OPEN);
  });

  it('stays frozen when its holder opens it at the same moment', async () => {
    const { phone, api: mine } = await signInAndEnrol(service, 'guest-2');
    for (let round = 0; round < 5; round++) {
      await mine.post('/v1/wallet/freeze', { body: {} });
      const { token } = await signInPerson({ apiUrl: url, person: 'guest-2', assurance: 'gold' });
      const [frozen] = await Promise.all([
        operator({ id: phone.residentId }, 'freeze', { reason: 'suspicious' }),
        api.post('/v1/wallet/unfreeze', { token, body: {} }),
      ]);
      expect(frozen.status).toBe(200);
      expect(await walletOf(mine)).toEqual(BY_OPERATOR);
      await operator({ id: phone.residentId }, 'unfreeze');
    }
  });

  it('is of a resident who is there, and for a reason', async () => {
    const nobody = { id: 'res_00000000000000000000000000' };
    for (const what of ['freeze', 'unfreeze'] as const) {
      const body = what === 'freeze' ? { reason: 'lost' } : {};
      expectProblem(await operator(nobody, what, body), 404, 'resident_not_found');
      expectProblem(await operator({ id: 'res_x' }, what, body), 404, 'resident_not_found');
    }
    const resident = await createResident(service);
    expectFieldProblem(await operator(resident, 'freeze'), 400, '/reason');
    expectFieldProblem(await operator(resident, 'freeze', { reason: 'gossip' }), 400, '/reason');
  });
});
