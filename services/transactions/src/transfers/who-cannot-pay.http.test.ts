import { randomUUID } from 'node:crypto';
import { fingerprintOf, newUuid } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { balanceOf } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { accountOf, createPerson, type TestPerson, transfer } from './transfers.testing.ts';

const service = await startTestService();
const { api, ledger } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

async function pair(amount = '500') {
  const payer = await createPerson(service, '林曉美', amount);
  const payee = await createPerson(service, 'Ann Chen');
  return { payer, payee };
}

async function setStatus(person: TestPerson, status: 'open' | 'frozen' | 'credit_frozen'): Promise<void> {
  const account = await accountOf(service, person);
  const id = newUuid();
  const command = { kind: 'set_account_status', id, fingerprint: fingerprintOf(id), reference: {} } as const;
  expect(await ledger.submit({ ...command, account, status })).toMatchObject({ status: 'posted' });
}

/** Puts wallets under a policy that is in force at once. */
async function limit(people: readonly TestPerson[], rule: object): Promise<void> {
  const policy = `test-${randomUUID().slice(0, 8)}`;
  const base = () => {
    const id = newUuid();
    return { id, fingerprint: fingerprintOf(id), reference: {} };
  };
  const unlimited = { singleMinor: null, dayMinor: null, monthMinor: null };
  const rules = [
    { name: 'transfers', direction: 'paid' as const, purposes: ['transfer' as const], ...unlimited, ...rule },
  ];
  const effectiveFrom = new Date(Date.now() - 60_000);
  await ledger.submit({ ...base(), kind: 'set_policy', policy, effectiveFrom, balanceCapMinor: null, rules });
  for (const person of people) {
    const account = await accountOf(service, person);
    const assigned = await ledger.submit({ ...base(), kind: 'assign_policy', account, policy });
    expect(assigned.status).toBe('posted');
  }
}

test('a payee that is frozen, and one that is over a limit, cannot receive: one code, no facts', async () => {
  const { payer, payee: frozen } = await pair();
  const full = await createPerson(service, 'Full');
  await setStatus(frozen, 'credit_frozen');
  await limit([full], { direction: 'received', dayMinor: 5_000n });
  const answers = [await transfer(service, payer, frozen), await transfer(service, payer, full)];
  const problems = answers.map(({ body: { request_id: _id, transfer: _transfer, ...problem } }) => problem);
  expect(problems[1]).toEqual(problems[0]);
  for (const answer of answers) expectProblem(answer, 409, 'payee_cannot_receive');
  await setStatus(frozen, 'open');
  expect((await transfer(service, payer, frozen)).status).toBe(201);
});

test('a frozen payer is told so, and so is one over an own limit, with what is left of it', async () => {
  const { payer, payee } = await pair();
  await setStatus(payer, 'frozen');
  expectProblem(await transfer(service, payer, payee), 409, 'wallet_frozen');
  await setStatus(payer, 'open');
  await limit([payer], { dayMinor: 15_000n, monthMinor: 1_000_000n });
  expect((await transfer(service, payer, payee)).status).toBe(201);
  const refused = await transfer(service, payer, payee);
  expectProblem(refused, 409, 'limit_exceeded');
  expect(refused.body).toMatchObject({
    limit: 'transfers',
    cap: twd('150'),
    left: twd('50'),
    period: 'day',
    resets_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
  });
  expect(refused.text).not.toContain('minor');
  expect((await transfer(service, payer, payee, { amount: '50' })).status).toBe(201);
});

test('a payer over a limit, or without money, hears the same whoever the payee is: real, frozen, closed or nobody', async () => {
  const { payer, payee } = await pair('500');
  const frozen = await createPerson(service, 'Frozen');
  await setStatus(frozen, 'credit_frozen');
  const full = await createPerson(service, 'Full');
  await limit([full], { direction: 'received', dayMinor: 1n });
  const nobody = { ...payee, phone: '+886977777777' };
  const payees = [payee, frozen, full, nobody];
  const tellingOf = async (amount: string) => {
    const answers = [];
    for (const whom of payees) answers.push(await transfer(service, payer, whom, { amount }));
    const texts = answers.map(({ status, body: { request_id: _id, transfer: _transfer, ...problem } }) =>
      JSON.stringify({ status, problem }),
    );
    const kept = [];
    for (const answer of answers) {
      const read = await api.get(`/v1/transfers/${textOf(answer, 'transfer')}`, { token: payer.token });
      kept.push(JSON.stringify(read.body.failure));
    }
    expect(new Set(texts).size).toBe(1);
    expect(new Set(kept).size).toBe(1);
    return answers[0]?.body.code;
  };
  expect(await tellingOf('501')).toBe('insufficient_funds');
  await limit([payer], { dayMinor: 15_000n });
  expect(await tellingOf('151')).toBe('limit_exceeded');
  await limit([payer], { singleMinor: 5_000n });
  expect(await tellingOf('51')).toBe('limit_exceeded');
  await setStatus(payer, 'frozen');
  expect(await tellingOf('10')).toBe('wallet_frozen');
  await setStatus(payer, 'open');
  // Within the limit, all who cannot receive are one.
  for (const whom of [frozen, full, nobody])
    expectProblem(await transfer(service, payer, whom, { amount: '10' }), 409, 'payee_cannot_receive');
  expect(await balanceOf(service, payer)).toEqual(twd('500'));
});
