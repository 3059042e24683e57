import { newSecretToken } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, operatorToken: operator } = service;
const { token: resident } = await createResident(service);
const { key: merchant } = await createMerchant(service);
const tokens = { operator, resident, merchant };

const pay = 'pay_00000000000000000000000000';
const ROUTES: readonly (readonly ['GET' | 'POST', string, readonly string[]])[] = [
  ['POST', '/v1/residents', ['operator']],
  ['POST', '/v1/merchants', ['operator']],
  ['GET', '/v1/merchants', ['operator']],
  ['GET', '/v1/merchants/mer_00000000000000000000000000', ['operator']],
  ['POST', '/v1/merchants/mer_00000000000000000000000000/stores', ['operator']],
  ['POST', '/v1/merchants/mer_00000000000000000000000000/api-keys', ['operator']],
  ['GET', '/v1/wallet', ['resident']],
  ['GET', '/v1/wallet/statement', ['resident']],
  ['POST', '/v1/payment-codes', ['resident']],
  ['POST', '/v1/top-ups', ['resident']],
  ['GET', '/v1/top-ups/top_00000000000000000000000000', ['resident']],
  ['POST', '/v1/payments', ['merchant']],
  ['GET', '/v1/payments', ['merchant', 'resident']],
  ['GET', `/v1/payments/${pay}`, ['merchant', 'resident']],
  ['POST', `/v1/payments/${pay}/refunds`, ['merchant']],
  ['GET', `/v1/payments/${pay}/refunds`, ['merchant']],
  ['GET', '/v1/refunds/rfd_00000000000000000000000000', ['merchant']],
];

const call = (method: 'GET' | 'POST', path: string, token?: string) =>
  (method === 'GET' ? api.get : api.post)(path, token === undefined ? {} : { token });

test.each(ROUTES)('%s %s is for tokens of its own kinds', async (method, path, kinds) => {
  expectProblem(await call(method, path), 401, 'unauthorized');
  for (const [kind, token] of Object.entries(tokens)) {
    const answer = await call(method, path, token);
    if (kinds.includes(kind)) expect([401, 403]).not.toContain(answer.status);
    else expectProblem(answer, 403, 'wrong_token_kind');
  }
});

const changed = (token: string) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');

test.each([
  ['a well-formed key of nobody', newSecretToken('mk_test').token],
  ['a well-formed resident token of nobody', newSecretToken('rt_test').token],
  ["another operator's token", newSecretToken('op_test').token],
  ['a key with a wrong checksum', changed(merchant)],
  ['a resident token under the prefix of a key', resident.replace('rt_', 'mk_')],
  ['a text that is no token', 'hello'],
])('%s is 401', async (_what, token) => {
  for (const path of ['/v1/wallet', '/v1/payments', '/v1/merchants'])
    expectProblem(await api.get(path, { token }), 401, 'unauthorized');
});

test('no secret is kept: only its hash', async () => {
  const { rows } = await service.database.raw<{ rows: { all_text: string }[] }>(
    `select string_agg(t::text, ' ') as all_text from (
       select to_jsonb(tokens)::text as t from transactions.resident_tokens tokens
       union all select to_jsonb(keys)::text from transactions.api_keys keys) everything`,
  );
  expect(rows[0]?.all_text).toContain('\\\\x');
  for (const secret of [resident, merchant]) expect(rows[0]?.all_text).not.toContain(secret);
});
