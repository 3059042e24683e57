import { describe, expect, it } from 'vitest';
import type { Answer } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay, type TestResident } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { startTestService } from '../testing/test-service.ts';
import { MAX_CHANGES_A_DAY } from './set-own-limits.ts';

const service = await startTestService({ identity: true });
const { api, clock, operatorToken } = service;
const merchant = await createMerchant(service);
const PIN = '482915';
const DAY_MS = 24 * 60 * 60 * 1_000;

const money = (amount: string | null) => (amount === null ? null : { amount, currency: 'TWD' });
const caps = (single: string | null, day: string | null = null, month: string | null = null) => ({
  single: money(single),
  day: money(day),
  month: money(month),
});
const NONE = caps(null);

const get = ({ token }: TestResident) => api.get('/v1/wallet/limits', { token });
const put = ({ token }: TestResident, body: object) => api.put('/v1/wallet/limits', { token, body });
const cancel = ({ token }: TestResident) => api.delete('/v1/wallet/limits/pending', { token });

async function newResident(): Promise<TestResident> {
  const resident = await createResident(service);
  await api.put('/v1/pin', { token: resident.token, body: { pin: PIN } });
  await fund(service, resident, '5000');
  return resident;
}

function expectLimits(answer: Answer, own: object, pending: object | null): void {
  expect({ status: answer.status, own: answer.body.own, pending: answer.body.pending }).toEqual({
    status: 200,
    own,
    pending,
  });
}

describe('limits of a new wallet', () => {
  it('are those of its class, and none of its own', async () => {
    const answer = await get(await newResident());
    expectLimits(answer, NONE, null);
    expect(answer.body.account_class).toEqual({
      name: 'tw-account-high',
      balance: money('100000'),
      limits: [
        {
          name: 'transfers_paid',
          direction: 'paid',
          purposes: ['transfer'],
          ...caps('100000', null, '1000000'),
        },
        {
          name: 'transfers_received',
          direction: 'received',
          purposes: ['transfer'],
          ...caps(null, null, '1000000'),
        },
      ],
    });
  });
});

describe('a lower limit', () => {
  it('holds at once, without a PIN, and the till learns that a limit is reached and no more', async () => {
    const resident = await newResident();
    expectLimits(await put(resident, caps('200', '300')), caps('200', '300'), null);
    expectLimits(await get(resident), caps('200', '300'), null);
    const tooMuch = await pay(service, resident, merchant, '201');
    expectProblem(tooMuch, 409, 'limit_reached');
    expect(tooMuch.text).not.toMatch(/\b(?:200|300)\b|left|cap"/);
    expect((await pay(service, resident, merchant, '200')).status).toBe(201);
    expectProblem(await pay(service, resident, merchant, '101'), 409, 'limit_reached');
    expect((await pay(service, resident, merchant, '100')).status).toBe(201);
  });

  it('is written once, however often the same is asked for', async () => {
    const resident = await newResident();
    await put(resident, caps('200'));
    const before = await entryCount();
    const answers = await Promise.all(Array.from({ length: 5 }, () => put(resident, caps('200'))));
    for (const answer of answers) expectLimits(answer, caps('200'), null);
    expect(await entryCount()).toBe(before);
  });
});

async function entryCount(): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    "select count(*) as count from book_main.entries where purpose in ('policy_set', 'policy_assigned')",
  );
  return Number(rows[0]?.count);
}

describe('a higher limit', () => {
  it('needs the PIN', async () => {
    const resident = await newResident();
    await put(resident, caps('200'));
    expectFieldProblem(await put(resident, caps('300')), 403, '/pin', 'pin_required');
    expectFieldProblem(await put(resident, { ...caps('300'), pin: '730264' }), 403, '/pin', 'pin_wrong');
    expectProblem(await put(resident, NONE), 403, 'pin_required');
    expectLimits(await get(resident), caps('200'), null);
    const { token } = await createResident(service);
    await put({ id: '', token }, caps('200'));
    expectProblem(await put({ id: '', token }, { ...caps('300'), pin: PIN }), 403, 'pin_not_set');
  });

  it('waits for 24 hours, is shown meanwhile, and asking again does not prolong it', async () => {
    const resident = await newResident();
    await put(resident, caps('200'));
    const asked = clock.now();
    const pending = { ...caps('300'), effective_at: new Date(asked.getTime() + DAY_MS).toISOString() };
    expectLimits(await put(resident, { ...caps('300'), pin: PIN }), caps('200'), pending);
    expectProblem(await pay(service, resident, merchant, '201'), 409, 'limit_reached');
    clock.advanceMs(60_000);
    expectLimits(await put(resident, caps('300')), caps('200'), pending);
    clock.setTo(new Date(asked.getTime() + DAY_MS - 1));
    expectLimits(await get(resident), caps('200'), pending);
    clock.setTo(new Date(asked.getTime() + DAY_MS));
    expectLimits(await get(resident), caps('300'), null);
    clock.setTo(asked);
  });

  it('holds in the ledger when the wait is over', async () => {
    const resident = await newResident();
    const now = clock.now();
    clock.setTo(new Date(now.getTime() - DAY_MS - 60_000));
    await put(resident, caps('200'));
    expectLimits(await put(resident, { ...caps('300'), pin: PIN }), caps('200'), {
      ...caps('300'),
      effective_at: new Date(now.getTime() - 60_000).toISOString(),
    });
    clock.setTo(now);
    expectLimits(await get(resident), caps('300'), null);
    expect((await pay(service, resident, merchant, '300')).status).toBe(201);
    expectProblem(await pay(service, resident, merchant, '301'), 409, 'limit_reached');
  });

  it('never holds when it was cancelled before', async () => {
    const resident = await newResident();
    const now = clock.now();
    clock.setTo(new Date(now.getTime() - DAY_MS - 60_000));
    await put(resident, caps('200'));
    await put(resident, { ...caps('300'), pin: PIN });
    // At the last moment: its instant is past for the ledger, and not yet for us.
    clock.setTo(new Date(now.getTime() - 60_001));
    expectLimits(await cancel(resident), caps('200'), null);
    clock.setTo(now);
    expectLimits(await get(resident), caps('200'), null);
    expectProblem(await pay(service, resident, merchant, '201'), 409, 'limit_reached');
    expectProblem(await cancel(resident), 409, 'nothing_pending');
  });

  it('can be cancelled up to the instant at which it holds, and not then', async () => {
    const resident = await newResident();
    await put(resident, caps('200'));
    const asked = clock.now();
    await put(resident, { ...caps('300'), pin: PIN });
    clock.setTo(new Date(asked.getTime() + DAY_MS));
    expectProblem(await cancel(resident), 409, 'nothing_pending');
    clock.setTo(asked);
  });

  it('is not for a new phone, which may lower', async () => {
    const first = await signInAndEnrol(service, 'mei');
    await first.api.put('/v1/pin', { body: { pin: PIN } });
    await first.api.put('/v1/wallet/limits', { body: caps('200') });
    const second = await signInAndEnrol(service, 'mei');
    const refused = await second.api.put('/v1/wallet/limits', { body: { ...caps('300'), pin: PIN } });
    expectProblem(refused, 403, 'device_is_new');
    expect(Date.parse(String(refused.body.until))).toBeGreaterThan(clock.now().getTime());
    const lowered = await second.api.put('/v1/wallet/limits', { body: caps('100') });
    expectLimits(lowered, caps('100'), null);
    const raised = await first.api.put('/v1/wallet/limits', { body: { ...caps('150'), pin: PIN } });
    expect(raised.status).toBe(200);
  });
});

describe('changes that meet', () => {
  it('are made one after another, and the ledger has what the last one left', async () => {
    const resident = await newResident();
    const amounts = ['900', '800', '700', '600', '500', '400'];
    const answers = await Promise.all(amounts.map((amount) => put(resident, { ...caps(amount), pin: PIN })));
    // What was asked as a lower limit and would be a raise by now is refused, for its PIN was never looked at.
    for (const answer of answers) {
      if (answer.status !== 200) expectProblem(answer, 403, 'pin_required');
    }
    expect(answers.at(-1)?.status).toBe(200);
    const { body } = await get(resident);
    expect(body.own).toEqual(caps('400'));
    expectProblem(await pay(service, resident, merchant, '401'), 409, 'limit_reached');
    expect((await pay(service, resident, merchant, '400')).status).toBe(201);
  });

  it('leave no raise behind that was cancelled at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const resident = await newResident();
      const now = clock.now();
      clock.setTo(new Date(now.getTime() - DAY_MS - 60_000));
      await put(resident, caps('200'));
      await put(resident, { ...caps('300'), pin: PIN });
      await Promise.all([cancel(resident), put(resident, { ...caps('300'), pin: PIN })]);
      const { pending } = (await get(resident)).body;
      clock.setTo(now);
      const paid = await pay(service, resident, merchant, '201');
      expect(paid.status).toBe(pending === null ? 409 : 201);
    }
  });
});

describe('a change that the ledger could not be told', () => {
  it('is told as soon as it is there again', async () => {
    const resident = await newResident();
    await put(resident, caps('900'));
    const restarted = service.restartLedger();
    const answers = await Promise.all(['800', '700'].map((amount) => put(resident, caps(amount))));
    await restarted;
    for (const { status } of answers) expect([200, 503]).toContain(status);
    await expect.poll(async () => (await put(resident, caps('300'))).status, { timeout: 20_000 }).toBe(200);
    expectProblem(await pay(service, resident, merchant, '301'), 409, 'limit_reached');
    const { rows } = await service.database.raw<{ rows: { left: bigint }[] }>(
      'select count(*) as left from transactions.wallet_limits where applied_revision < revision',
    );
    expect(rows[0]?.left).toBe(0n);
  });
});

describe('what is refused', () => {
  it('is a limit above that of the class', async () => {
    const { token, id } = await createGeneral();
    const resident = { token, id };
    const refused = await put(resident, caps(null, null, '30001'));
    expectProblem(refused, 422, 'limit_above_class');
    expect(refused.body).toMatchObject({ limit: 'month', cap: money('30000') });
    expect((await put(resident, caps('1000000', '2000000', '30000'))).status).toBe(200);
  });

  it('is more than so many changes on one day, and the next day begins at midnight in the city', async () => {
    const resident = await newResident();
    const start = clock.now();
    const beforeMidnight = new Date(
      Math.ceil((start.getTime() + 8 * 3_600_000) / DAY_MS) * DAY_MS - 8 * 3_600_000 - 1,
    );
    clock.setTo(beforeMidnight);
    for (let n = 0; n < MAX_CHANGES_A_DAY; n++)
      expect((await put(resident, caps(String(900 - n)))).status).toBe(200);
    expectProblem(await put(resident, caps('100')), 429, 'too_many_changes');
    clock.advanceMs(1);
    expect((await put(resident, caps('100'))).status).toBe(200);
    clock.setTo(start);
  });

  it.each([
    ['/single', { ...NONE, single: { amount: '0', currency: 'TWD' } }],
    ['/single/amount', { ...NONE, single: { amount: '-1', currency: 'TWD' } }],
    ['/day/amount', { ...NONE, day: { amount: '10.50', currency: 'TWD' } }],
    ['/month/currency', { ...NONE, month: { amount: '10', currency: 'USD' } }],
    ['/day', { single: null, month: null }],
    ['/pin', { ...NONE, pin: '12' }],
    ['/balance', { ...NONE, balance: null }],
  ])('is a body whose %s is wrong', async (pointer, body) => {
    const resident = await createResident(service);
    const answer = await put(resident, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.errors)).toContain(pointer);
  });
});

async function createGeneral(): Promise<TestResident> {
  const body = { name: 'Lin Mei', bank_account: '0081234567890', assurance: 'general' };
  const { id, token } = (await api.post('/v1/residents', { token: operatorToken, body })).body;
  return { id: String(id), token: String(token) };
}
