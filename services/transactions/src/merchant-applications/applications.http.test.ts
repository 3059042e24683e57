import { describe, expect, it, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  ACCOUNT,
  APPROVER,
  applicationBody,
  businessNumber,
  onboarding,
  openAccountAtBank,
  REVIEWER,
} from './onboarding.testing.ts';

const service = await startTestService({ bank: true });
const { api, operatorToken: operator } = service;
await openAccountAtBank(service);
const people = onboarding(service);
let count = 0;
const body = (change: Readonly<Record<string, unknown>> = {}) =>
  applicationBody(businessNumber(++count), change);

async function accountsOpened(): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from book_main.entries where purpose = 'account_opened'`,
  );
  return Number(rows[0]?.count);
}

describe('the way of an application', () => {
  it('leads from asking to a merchant that takes payments, and every step has a name on it', async () => {
    const applied = await people.apply(body());
    expect((await people.look(applied)).body).toEqual({
      id: applied.id,
      state: 'submitted',
      finished: false,
      kind: 'organisation',
      name: '老街茶行',
      business_number: businessNumber(count),
      payout_account: { ...ACCOUNT, account_number: '********4321' },
      account_check: null,
      fee_basis_points: null,
      rejection_reason: null,
      merchant: null,
      created_at: expect.any(String) as string,
    });
    expect((await people.review(applied)).body).toMatchObject({ state: 'in_review', reviewed_by: REVIEWER });
    expect((await people.check(applied)).body).toMatchObject({ state: 'in_review', account_check: 'match' });
    expect((await people.approve(applied)).body).toMatchObject({ state: 'approved', fee_basis_points: 130 });
    const before = await accountsOpened();
    const live = await people.goLive(applied);
    expect(live.status).toBe(201);
    expect(await accountsOpened()).toBe(before + 1);
    expect((await people.look(applied)).body).toMatchObject({
      state: 'live',
      finished: true,
      merchant: live.body.merchant,
    });

    const { key } = live.body.api_key as { key: string };
    const store = textOf(await api.post('/v1/stores', { token: key, body: { name: 'By the river' } }), 'id');
    const till = await api.post(`/v1/stores/${store}/terminals`, { token: key, body: { name: 'Till 1' } });
    const resident = await createResident(service);
    await fund(service, resident, '500');
    const merchant = { id: textOf(live, 'merchant'), key, store, terminal: textOf(till, 'id') };
    const paid = await api.post('/v1/payments', {
      token: key,
      body: paymentBody(merchant, await showCode(service, resident)),
    });
    expect([paid.status, paid.body.merchant]).toEqual([201, live.body.merchant]);

    const { body: shown } = await api.get(`/v1/merchant-applications/${applied.id}`, { token: operator });
    expect(shown.history).toMatchObject([
      { step: 'apply', state: 'submitted', by: 'applicant', staff: null },
      { step: 'start_review', state: 'in_review', by: 'operator', staff: REVIEWER },
      { step: 'check_account', state: 'in_review', staff: REVIEWER, facts: { result: 'match' } },
      { step: 'approve', state: 'approved', staff: APPROVER, facts: { fee_basis_points: 130 } },
      { step: 'go_live', state: 'live', by: 'applicant', facts: { merchant: live.body.merchant } },
    ]);
  });

  it('needs no business number for a person, and takes none', async () => {
    const { business_number: _number, ...rest } = body({ kind: 'personal' });
    const applied = await people.approved(rest);
    const live = await people.goLive(applied);
    const merchant = await api.get(`/v1/merchants/${textOf(live, 'merchant')}`, { token: operator });
    expect(merchant.body).toMatchObject({ kind: 'personal', business_number: null, fee_basis_points: 130 });
    const numbered = await api.post('/v1/merchant-applications', { body: body({ kind: 'personal' }) });
    expectFieldProblem(numbered, 400, '/business_number', 'unknown_field');
  });

  it('ends with a reason when it is rejected', async () => {
    const applied = await people.apply(body());
    expect((await people.reject(applied, 'The shop is not open yet.')).status).toBe(200);
    expect((await people.look(applied)).body).toMatchObject({
      state: 'rejected',
      finished: true,
      rejection_reason: 'The shop is not open yet.',
    });
  });

  it('ends when whoever applied thinks better of it', async () => {
    const applied = await people.approved(body());
    expect((await people.withdraw(applied)).body).toMatchObject({ state: 'withdrawn', finished: true });
    expectProblem(await people.goLive(applied), 409, 'application_in_another_state');
  });
});

describe('what may not be done', () => {
  it.each([
    ['checked before it is reviewed', (steps: Steps, one: Applied) => steps.check(one)],
    ['approved before it is reviewed', (steps: Steps, one: Applied) => steps.approve(one)],
    ['made live before it is approved', (steps: Steps, one: Applied) => steps.goLive(one)],
  ])('an application is %s', async (_what, act) => {
    const answer = await act(people, await people.apply(body()));
    expectProblem(answer, 409, 'application_in_another_state');
    expect(answer.body.state).toBe('submitted');
  });

  it('nothing more is done with one that is finished', async () => {
    const applied = await people.apply(body());
    await people.reject(applied);
    const again = [
      people.review,
      people.check,
      people.approve,
      people.reject,
      people.withdraw,
      people.goLive,
    ];
    for (const act of again) {
      const answer = await act(applied);
      expectProblem(answer, 409, 'application_in_another_state');
      expect(answer.body.state).toBe('rejected');
    }
  });

  it('is approving what one has reviewed oneself', async () => {
    const applied = await people.apply(body());
    await people.review(applied);
    await people.check(applied);
    const answer = await people.approve(applied, { staff: REVIEWER });
    expectProblem(answer, 409, 'second_person_needed');
    expectFieldProblem(answer, 409, '/staff');
  });

  it.each([
    ['another name', { ...ACCOUNT, holder_name: '別人' }, 'no_match', false],
    ['an account at another bank', { ...ACCOUNT, bank_code: '808' }, 'unknown', true],
  ])(
    'is approving %s, unless the bank cannot tell and something else proves it',
    async (_what, account, result, proved) => {
      const applied = await people.apply(body({ payout_account: account }));
      await people.review(applied);
      expect((await people.approve(applied)).body).toMatchObject({ account_check: 'not_asked' });
      expect((await people.check(applied)).body).toMatchObject({ account_check: result });
      const answer = await people.approve(applied);
      expectProblem(answer, 409, 'bank_account_not_confirmed');
      expect(answer.body.account_check).toBe(result);
      const withEvidence = await people.approve(applied, {
        evidence: 'A copy of the passbook, seen by chen',
      });
      expect(withEvidence.status).toBe(proved ? 200 : 409);
    },
  );

  it('is being live twice with one business number', async () => {
    const number = businessNumber(++count);
    const first = await people.approved(applicationBody(number));
    const second = await people.approved(applicationBody(number));
    const third = await people.apply(applicationBody(number));
    await people.review(third);
    await people.check(third);
    expect((await people.goLive(first)).status).toBe(201);
    expectProblem(await people.goLive(second), 409, 'business_number_taken');
    expectProblem(await people.approve(third), 409, 'business_number_taken');
    const fourth = await api.post('/v1/merchant-applications', { body: applicationBody(number) });
    expectProblem(fourth, 409, 'business_number_taken');
    expect((await people.look(second)).body).toMatchObject({ state: 'approved' });
  });
});

type Steps = typeof people;
type Applied = Awaited<ReturnType<Steps['apply']>>;

describe('bad input', () => {
  it.each([
    [
      'a business number that fails the check',
      { business_number: '12345678' },
      '/business_number',
      'business_number_wrong',
    ],
    [
      'a business number of zeros',
      { business_number: '00000000' },
      '/business_number',
      'business_number_wrong',
    ],
    ['a number for a business number', { business_number: 12_345_675 }, '/business_number', undefined],
    ['no business number', { business_number: undefined }, '/business_number', undefined],
    ['an unknown kind', { kind: 'city' }, '/kind', undefined],
    ['no name', { name: ' ' }, '/name', undefined],
    ['a field of ours', { state: 'approved' }, '/state', 'unknown_field'],
    [
      'an account number with a blank',
      { payout_account: { ...ACCOUNT, account_number: '12 456' } },
      '/payout_account/account_number',
      undefined,
    ],
  ])('%s is refused with the name of the field', async (_what, change, pointer, code) => {
    const answer = await api.post('/v1/merchant-applications', { body: body(change) });
    expectFieldProblem(answer, 400, pointer, code);
  });

  it.each([
    ['Chen', '/staff'],
    ['', '/staff'],
    ['chen lin', '/staff'],
  ])('%j is nobody of the staff', async (staff, pointer) => {
    expectFieldProblem(await people.review(await people.apply(body()), staff), 400, pointer);
  });
});

test('an application that is not there is 404, and a token shows its own alone', async () => {
  const none = 'apl_00000000000000000000000000';
  for (const id of [none, 'apl_!', 'mer_00000000000000000000000000']) {
    const call = { token: operator };
    expectProblem(
      await api.get(`/v1/merchant-applications/${id}`, call),
      404,
      'merchant_application_not_found',
    );
  }
  for (const act of [people.review, people.check, people.approve, people.reject]) {
    expectProblem(await act({ id: none, token: '' }), 404, 'merchant_application_not_found');
  }
  const mine = await people.apply(body());
  const theirs = await people.apply(body());
  expect((await people.look(mine)).body.id).toBe(mine.id);
  expect((await people.look(theirs)).body.id).toBe(theirs.id);
});

test('the list shows each application once, and those of one state alone', async () => {
  const applied = await people.apply(body());
  const ids: string[] = [];
  let cursor = '';
  for (let page = 0; page < 100; page++) {
    const { body: list } = await api.get(`/v1/merchant-applications?limit=10${cursor}`, { token: operator });
    ids.push(...(list.data as { id: string }[]).map(({ id }) => id));
    if (list.has_more !== true) break;
    cursor = `&cursor=${list.next_cursor as string}`;
  }
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toContain(applied.id);
  const submitted = await api.get('/v1/merchant-applications?state=submitted&limit=100', { token: operator });
  expect(new Set((submitted.body.data as { state: string }[]).map(({ state }) => state))).toEqual(
    new Set(['submitted']),
  );
});

test('steps and events are never changed or removed', async () => {
  for (const table of ['merchant_application_steps', 'merchant_events', 'fee_bands']) {
    for (const sql of [`delete from transactions.${table}`, `truncate transactions.${table}`]) {
      await expect(service.database.raw(sql)).rejects.toThrow(/never changed or removed/);
    }
  }
});

test('no token is kept: only its hash', async () => {
  const { token } = await people.apply(body());
  const { rows } = await service.database.raw<{ rows: { text: string }[] }>(
    `select string_agg(to_jsonb(rows)::text, ' ') as text from transactions.merchant_applications rows`,
  );
  expect(rows[0]?.text).not.toContain(token);
});
