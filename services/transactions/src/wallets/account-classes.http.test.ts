import { signInPerson } from '@tamsui/testing';
import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import {
  balanceOf,
  bankMessage,
  createMerchant,
  createResident,
  fund,
  pay,
  type TestResident,
  tell,
} from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ identity: true });
const { api, operatorToken, url } = service;
const merchant = await createMerchant(service);
const money = (amount: string) => ({ amount, currency: 'TWD' });

async function residentOf(assurance: 'general' | 'gold'): Promise<TestResident> {
  const body = { name: 'Lin Mei', bank_account: '0081234567890', assurance };
  const created = await api.post('/v1/residents', { token: operatorToken, body });
  return { id: textOf(created, 'id'), token: textOf(created, 'token') };
}

const requestTopUp = ({ token }: TestResident, amount: string) =>
  api.post('/v1/top-ups', { token, body: money(amount) });
const classOf = async ({ token }: TestResident) =>
  ((await api.get('/v1/wallet/limits', { token })).body.account_class as { name: string }).name;
const assure = ({ id }: TestResident, assurance: string) =>
  api.put(`/v1/residents/${id}/assurance`, { token: operatorToken, body: { assurance } });

describe('a wallet', () => {
  it('is under the limits of what is known of its holder from the beginning', async () => {
    expect(await classOf(await residentOf('general'))).toBe('tw-account-low');
    expect(await classOf(await residentOf('gold'))).toBe('tw-account-high');
    expect(await classOf(await createResident(service))).toBe('tw-account-high');
  });

  it('has its policy in the ledger', async () => {
    await residentOf('general');
    const { rows } = await service.database.raw<{ rows: { account: string; account_class: string }[] }>(
      `select wallets.account, limits.account_class from transactions.wallets wallets
         join transactions.wallet_limits limits on limits.wallet_id = wallets.id`,
    );
    for (const { account, account_class } of rows)
      expect((await service.ledger.account(account))?.policy).toBe(account_class);
  });

  it('changes its class with a step-up at once, and back, and nothing in it is lost', async () => {
    const resident = await residentOf('general');
    expectProblem(await requestTopUp(resident, '10001'), 409, 'limit_exceeded');
    expect((await assure(resident, 'gold')).body).toEqual({ assurance: 'gold' });
    expect(await classOf(resident)).toBe('tw-account-high');
    await fund(service, resident, '50000');
    await assure(resident, 'general');
    expect(await classOf(resident)).toBe('tw-account-low');
    expect(await balanceOf(service, resident)).toEqual(money('50000'));
    const full = await requestTopUp(resident, '1');
    expectProblem(full, 409, 'limit_exceeded');
    expect(full.body).toMatchObject({ limit: 'balance', cap: money('10000'), left: money('0') });
    // 30,000 in a month, in amounts that need no confirmation on the phone and never repeat.
    const amounts = [...Array.from({ length: 11 }, (_, index) => 2_722 + index), 3];
    for (const amount of amounts)
      expect((await pay(service, resident, merchant, String(amount))).status).toBe(201);
    expectProblem(await pay(service, resident, merchant, '1'), 409, 'limit_reached');
  });

  it('keeps the own limits of its holder through a change of class', async () => {
    const resident = await residentOf('general');
    const caps = { single: money('200'), day: null, month: money('20000') };
    await api.put('/v1/wallet/limits', { token: resident.token, body: caps });
    await assure(resident, 'gold');
    const { body } = await api.get('/v1/wallet/limits', { token: resident.token });
    expect(body).toMatchObject({ own: caps, account_class: { name: 'tw-account-high' } });
    await fund(service, resident, '20000');
    expectProblem(await pay(service, resident, merchant, '201'), 409, 'limit_reached');
    expect((await pay(service, resident, merchant, '200')).status).toBe(201);
  });

  it('rises with a sign-in that proves more, and does not fall with one that proves less', async () => {
    const { api: mine } = await signInAndEnrol(service, 'mei', { assurance: 'general' });
    const ofMine = async () =>
      ((await mine.get('/v1/wallet/limits')).body.account_class as { name: string }).name;
    expect(await ofMine()).toBe('tw-account-low');
    await signInPerson({ apiUrl: url, person: 'mei', assurance: 'gold' });
    expect(await ofMine()).toBe('tw-account-high');
    await signInPerson({ apiUrl: url, person: 'mei', assurance: 'general' });
    expect(await ofMine()).toBe('tw-account-high');
  });

  it('is of a resident who is there', async () => {
    expectProblem(
      await assure({ id: 'res_00000000000000000000000000', token: '' }, 'gold'),
      404,
      'resident_not_found',
    );
  });
});

describe('a top-up', () => {
  it('is asked for up to what fits in the wallet beside what is on its way, to the dollar', async () => {
    const resident = await residentOf('general');
    await fund(service, resident, '4000');
    expect((await requestTopUp(resident, '5000')).status).toBe(202);
    const refused = await requestTopUp(resident, '1001');
    expectProblem(refused, 409, 'limit_exceeded');
    expect(refused.body).toMatchObject({ limit: 'balance', cap: money('10000'), left: money('1000') });
    expect((await requestTopUp(resident, '1000')).status).toBe(202);
    expectProblem(await requestTopUp(resident, '1'), 409, 'limit_exceeded');
  });

  it('that the bank has paid waits while the wallet is full, and is credited once there is room', async () => {
    const resident = await residentOf('gold');
    await fund(service, resident, '8000');
    const id = textOf(await requestTopUp(resident, '5000'), 'id');
    await assure(resident, 'general');
    expect((await tell(service, bankMessage(id, '5000'))).status).toBe(204);
    const stateOf = async () => (await api.get(`/v1/top-ups/${id}`, { token: resident.token })).body.status;
    expect(await stateOf()).toBe('pending');
    expect((await tell(service, bankMessage(id, '5000'))).status).toBe(204);
    expect(await balanceOf(service, resident)).toEqual(money('8000'));
    expect((await pay(service, resident, merchant, '3000')).status).toBe(201);
    const told = await Promise.all(Array.from({ length: 5 }, () => tell(service, bankMessage(id, '5000'))));
    expect(told.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await stateOf()).toBe('succeeded');
    expect(await balanceOf(service, resident)).toEqual(money('10000'));
  });
});
