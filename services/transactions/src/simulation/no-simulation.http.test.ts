import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { newPaymentCode } from '../payment-codes/payment-code.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { describedRoutes, mountedRoutes } from '../testing/mounted-routes.ts';
import { createMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { FAULTS, OUTCOME_TABLE } from './outcome.ts';
import { soldFor } from './simulation.testing.ts';

const service = await startTestService({ sandbox: false });
const { api } = service;
const merchant = await createMerchant(service);

test('where money is real no route of the sandbox is mounted or described', async () => {
  expect(mountedRoutes(service.app).filter((route) => route.includes('sandbox'))).toEqual([]);
  const { body } = await api.get('/openapi.json');
  const { paths, tags } = body as { paths: Record<string, object>; tags: { name: string }[] };
  expect(describedRoutes(paths).filter((route) => route.includes('sandbox'))).toEqual([]);
  expect(tags.map(({ name }) => name)).not.toContain('Sandbox');
});

test.each(['payment-codes', 'payment-answers', 'scans', 'resident-tokens'])(
  'a key that asks for /v1/sandbox/%s hears that nothing is there',
  async (path) => {
    const answer = await api.post(`/v1/sandbox/${path}`, { token: merchant.key, body: {} });
    expectProblem(answer, 404, 'route_not_found');
  },
);

test('no amount goes wrong by itself', async () => {
  for (const name of FAULTS) {
    const body = soldFor(merchant, newPaymentCode(), OUTCOME_TABLE[name].amount, name);
    const key = randomUUID();
    const answer = await api.post('/v1/payments', { token: merchant.key, key, body });
    expectProblem(answer, 404, 'code_unknown');
    expect(answer.body.simulated).toBeUndefined();
  }
  const { rows } = await service.database.raw<{ rows: unknown[] }>(
    'select request_id from transactions.simulated_faults',
  );
  expect(rows).toEqual([]);
});
