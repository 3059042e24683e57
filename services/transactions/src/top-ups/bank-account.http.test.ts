import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createResident } from '../testing/people.ts';
import { signInAndEnrol } from '../testing/sign-in.ts';
import { SAFEGUARDED } from '../testing/test-config.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ bank: true, identity: true });
const PIN = '730164';
const OWN = { bank_code: '999', account_number: '700000000001' };

async function openAccount(account_number: string, holder_name: string): Promise<void> {
  const response = await fetch(`${service.bankUrl}/v1/accounts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${service.bankToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ account_number, holder_name, currency: 'TWD', opening_balance: '1000' }),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
}

await openAccount(SAFEGUARDED, 'Tamsui City Wallet');
await openAccount(OWN.account_number, 'Guest 1');
await openAccount('700000000002', 'Guest 2');

const twd = { amount: '300', currency: 'TWD' };
const { api } = await signInAndEnrol(service, 'guest-1');

test('a resident with a phone tops up from an account of their own, and not before there is one', async () => {
  expectProblem(await api.post('/v1/top-ups', { body: twd }), 409, 'no_bank_account');
  expectProblem(await api.put('/v1/bank-account', { body: { ...OWN, pin: PIN } }), 403, 'pin_not_set');
  await api.put('/v1/pin', { body: { pin: PIN } });
  expectProblem(await api.put('/v1/bank-account', { body: OWN }), 403, 'pin_required');
  expectProblem(await api.put('/v1/bank-account', { body: { ...OWN, pin: '281640' } }), 403, 'pin_wrong');
  expect((await api.put('/v1/bank-account', { body: { ...OWN, pin: PIN } })).status).toBe(204);
  const id = textOf(await api.post('/v1/top-ups', { body: twd }), 'id');
  await expect
    .poll(async () => (await api.get(`/v1/top-ups/${id}`)).body.status, { timeout: 20_000 })
    .toBe('succeeded');
});

test.each([
  ["somebody else's account", '999', '700000000002', 'no_match'],
  ['an account that the bank does not keep', '999', '700000000003', 'unknown'],
  ['an account at another bank', '808', OWN.account_number, 'unknown'],
])('%s is not taken', async (_, bank_code, account_number, account_check) => {
  const answer = await api.put('/v1/bank-account', { body: { bank_code, account_number, pin: PIN } });
  expectProblem(answer, 409, 'bank_account_not_yours');
  expect(answer.body).toMatchObject({ account_check });
});

test('a token of the sandbox, which no PIN guards, changes no account', async () => {
  const { token } = await createResident(service);
  const answer = await service.api.put('/v1/bank-account', { token, body: OWN });
  expectProblem(answer, 409, 'device_required');
});

test('a number that is none is named', async () => {
  const answer = await api.put('/v1/bank-account', { body: { ...OWN, account_number: '12 34' } });
  expectFieldProblem(answer, 400, '/account_number');
});
