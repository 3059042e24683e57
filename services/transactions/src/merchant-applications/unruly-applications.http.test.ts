import { describe, expect, it } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  applicationBody,
  bank,
  businessNumber,
  onboarding,
  openAccountAtBank,
} from './onboarding.testing.ts';

const service = await startTestService({ bank: true });
const { api, operatorToken: operator } = service;
await openAccountAtBank(service);
const people = onboarding(service);
let count = 0;
const body = () => applicationBody(businessNumber(++count));

async function accountsOpened(): Promise<number> {
  const { rows } = await service.database.raw<{ rows: { count: bigint }[] }>(
    `select count(*) as count from book_main.entries where purpose = 'account_opened'`,
  );
  return Number(rows[0]?.count);
}

describe('a bank that misbehaves', () => {
  it.each([
    ['hang_up', 'bank_unavailable'],
    ['failing', 'bank_unavailable'],
    ['garbled', 'bank_answer_unexpected'],
    ['mixed_up', 'bank_answer_unexpected'],
  ])('%s is no answer: it is asked again, and nothing was decided', async (manner, code) => {
    const applied = await people.apply(body());
    await people.review(applied);
    await bank(service, 'PUT', '/v1/misbehaviour', { account_checks: manner });
    const answer = await people.check(applied);
    await bank(service, 'PUT', '/v1/misbehaviour', {});
    expectProblem(answer, 503, code);
    expect(answer.body.retryable).toBe(true);
    expect((await people.look(applied)).body).toMatchObject({ account_check: null });
    expect((await people.check(applied)).body).toMatchObject({ account_check: 'match' });
  });

  it('a late one is asked again, and until then nothing is approved', async () => {
    const applied = await people.apply(body());
    await people.review(applied);
    await bank(service, 'PUT', '/v1/misbehaviour', { account_checks: 'late' });
    expect((await people.check(applied)).body).toMatchObject({ account_check: 'late' });
    await bank(service, 'PUT', '/v1/misbehaviour', {});
    expectProblem(await people.approve(applied, { evidence: 'x' }), 409, 'bank_account_not_confirmed');
    expect((await people.check(applied)).body).toMatchObject({ account_check: 'match' });
    expect((await people.approve(applied)).status).toBe(200);
  });
});

describe('at the same moment', () => {
  it('twenty approvals are one', async () => {
    const applied = await people.apply(body());
    await people.review(applied);
    await people.check(applied);
    const answers = await Promise.all(Array.from({ length: 20 }, () => people.approve(applied)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 200))
      expectProblem(answer, 409, 'application_in_another_state');
  });

  it('an approval and a withdrawal leave one of both, and the history says which', async () => {
    const applied = await people.apply(body());
    await people.review(applied);
    await people.check(applied);
    await Promise.all([people.approve(applied), people.withdraw(applied)]);
    const { body: shown } = await api.get(`/v1/merchant-applications/${applied.id}`, { token: operator });
    // An approved one can still be withdrawn, so that is where it ends, after the approval or without it.
    expect(shown.state).toBe('withdrawn');
    const steps = (shown.history as { step: string }[]).map(({ step }) => step);
    expect([['approve', 'withdraw'], ['withdraw']]).toContainEqual(steps.slice(3));
  });

  it('ten tries to go live make one merchant with one account and one key', async () => {
    const applied = await people.approved(body());
    const before = await accountsOpened();
    const answers = await Promise.all(Array.from({ length: 10 }, () => people.goLive(applied)));
    const [live, ...more] = answers.filter(({ status }) => status === 201);
    expect(more).toEqual([]);
    expect(await accountsOpened()).toBe(before + 1);
    const apiKey = live?.body.api_key as { key: string } | undefined;
    expect((await api.get('/v1/api-keys', { token: apiKey?.key ?? '' })).body.data).toHaveLength(1);
  });
});
