import { randomUUID } from 'node:crypto';
import { test } from 'vitest';
import { textOf } from './testing/api.ts';
import { expectFieldProblem } from './testing/expect-problem.ts';
import { createMerchant, createResident, fund, paymentBody, showCode } from './testing/people.ts';
import { startTestService } from './testing/test-service.ts';

const service = await startTestService();
const { api, operatorToken } = service;
const merchant = await createMerchant(service);
const resident = await createResident(service);
await fund(service, resident, '1000');
const paid = await api.post('/v1/payments', {
  token: merchant.key,
  body: paymentBody(merchant, await showCode(service, resident), '100'),
});
const payment = textOf(paid, 'id');

test.each([
  'limit=0',
  'limit=101',
  'limit=-1',
  'limit=1.5',
  'limit=1e1',
  'limit=x',
  'limit=',
  'limit=1&limit=2',
])('the page query %s is 400 and named', async (query) => {
  expectFieldProblem(await api.get(`/v1/payments?${query}`, { token: merchant.key }), 400, 'query:limit');
  expectFieldProblem(
    await api.get(`/v1/wallet/statement?${query}`, { token: resident.token }),
    400,
    'query:limit',
  );
  expectFieldProblem(await api.get(`/v1/merchants?${query}`, { token: operatorToken }), 400, 'query:limit');
});

test.each(['x', '', Buffer.from('{"batch":1}').toString('base64url'), 'A'.repeat(5_000), randomUUID()])(
  'the cursor %j is 400 and named',
  async (cursor) => {
    for (const [path, token] of [
      ['/v1/payments', merchant.key],
      [`/v1/payments/${payment}/refunds`, merchant.key],
      ['/v1/wallet/statement', resident.token],
      ['/v1/merchants', operatorToken],
    ] as const) {
      const answer = await api.get(`${path}?cursor=${cursor}`, { token });
      expectFieldProblem(answer, 400, 'query:cursor', 'cursor_invalid');
    }
  },
);

test('an unknown query parameter is 400 and named', async () => {
  const answer = await api.get('/v1/payments?order[gt]=1', { token: merchant.key });
  expectFieldProblem(answer, 400, 'query:order[gt]', 'unknown_field');
});
