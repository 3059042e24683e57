import { createHttpApp, listen } from '@tamsui/platform/http';
import { createLogger } from '@tamsui/platform/logger';
import { createMetrics } from '@tamsui/platform/metrics';
import { afterAll, expect, test } from 'vitest';
import { createLoadGauge, fadeIn } from '../shedding/load-gauge.ts';
import { createApi } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import type { Route } from './route.ts';
import { createUrgencyOf } from './route-urgency.ts';
import { ceilingsOf, isOverloaded, shedLoad } from './shed-load.ts';

const ceilings = ceilingsOf({ maxInFlight: 10, maxLoopDelayMs: 1_000 });

test('exports give way before reads, and reads before money, by what is under way and by delay', () => {
  const givingWay = (inFlight: number, loopDelayMs: number, waiting = 0) =>
    (['export', 'read', 'wait', 'money'] as const).filter((urgency) =>
      isOverloaded({ inFlight, waiting, loopDelayMs }, ceilings[urgency]),
    );
  expect(givingWay(1, 0)).toEqual([]);
  expect(givingWay(2, 0)).toEqual(['export']);
  expect(givingWay(8, 0)).toEqual(['export', 'read', 'wait']);
  expect(givingWay(10, 0)).toEqual(['export', 'read', 'wait', 'money']);
  expect(givingWay(0, 201)).toEqual(['export']);
  expect(givingWay(0, 801)).toEqual(['export', 'read', 'wait']);
  expect(givingWay(0, 1_001)).toEqual(['export', 'read', 'wait', 'money']);
  // A stream is let in like a read, and counts as nothing afterwards.
  expect(ceilings.stream).toEqual(ceilings.read);
  expect(givingWay(0, 0, 199)).toEqual([]);
  expect(givingWay(0, 0, 200)).toEqual(['wait']);
});

test('a delay is felt at once and forgotten within half a second', () => {
  let delayMs = fadeIn(0, 2_000);
  expect(delayMs).toBe(2_000);
  for (let sample = 0; sample < 25; sample++) delayMs = fadeIn(delayMs, 0);
  expect(delayMs).toBeLessThan(10);
});

test('the urgency of a request is that of its route, told by method and path', () => {
  const facts = {
    operation: '',
    tag: 'About' as const,
    summary: '',
    access: {},
    answers: {},
    handle: async () => ({ status: 200 }),
  };
  const urgencyOf = createUrgencyOf([
    { ...facts, method: 'post', path: '/v1/payments', urgency: 'money' },
    { ...facts, method: 'get', path: '/v1/payments' },
    { ...facts, method: 'post', path: '/v1/payments/:id/refunds', urgency: 'money' },
    { ...facts, method: 'get', path: '/v1/merchants/:id/statement.csv', urgency: 'export' },
  ]);
  const id = 'pay_01k0c3d9v2e8qt4m7x5r6w1zha';
  expect(urgencyOf({ method: 'POST', path: '/v1/payments' })).toBe('money');
  expect(urgencyOf({ method: 'GET', path: '/v1/payments' })).toBe('read');
  expect(urgencyOf({ method: 'POST', path: `/v1/payments/${id}/refunds` })).toBe('money');
  expect(urgencyOf({ method: 'GET', path: `/v1/merchants/${id}/statement.csv` })).toBe('export');
  expect(urgencyOf({ method: 'GET', path: '/nowhere' })).toBe('read');
});

test('what there is no room for is told to come again, before its body is read; what is under way is finished', async () => {
  const route = {
    operation: '',
    tag: 'About' as const,
    summary: '',
    access: {},
    answers: {},
    handle: async () => ({ status: 200 }),
  };
  const routes: Route[] = [{ ...route, method: 'post', path: '/pay', urgency: 'money' }];
  const gauge = createLoadGauge();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const app = createHttpApp({
    logger: createLogger('test', 'silent'),
    metrics: createMetrics('test'),
    checkHealth: async () => undefined,
    admit: shedLoad({ gauge, ceilings, urgencyOf: createUrgencyOf(routes) }),
    routes: (router) => {
      router.post('/pay', async (_req, res) => {
        await finished;
        res.json({});
      });
    },
  });
  const server = await listen(app, '127.0.0.1', 0);
  afterAll(async () => {
    await server.stop();
    await gauge.stop();
  });
  const api = createApi(server.url);
  const waiting = Array.from({ length: 10 }, () => api.post('/pay', { body: {} }));
  await expect.poll(() => gauge.read().inFlight).toBe(10);
  const broken = { rawBody: '{ no json', headers: { 'content-type': 'application/json' } };
  const refused = await Promise.all([
    api.post('/pay', broken),
    api.get('/elsewhere'),
    api.post('/pay', broken),
  ]);
  for (const answer of refused) {
    expectProblem(answer, 503, 'overloaded');
    expect(answer.body.retryable).toBe(true);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  }
  expect(new Set(refused.map(({ headers }) => headers.get('retry-after'))).size).toBe(3);
  expect((await api.get('/healthz')).status).toBe(200);
  finish();
  for (const answer of await Promise.all(waiting)) expect(answer.status).toBe(200);
  await expect.poll(() => gauge.read().inFlight).toBe(0);
  expectProblem(await api.post('/pay', broken), 400, 'malformed_json');
});
