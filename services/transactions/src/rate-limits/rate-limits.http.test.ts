import { expect, test } from 'vitest';
import { networkOf } from '../http/caller-limit.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, paymentBody } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({
  config: { RATE_LIMITS: 'device=5/60,api-key=7/60,address=4/60', TRUSTED_PROXIES: '1' },
});
const { api, clock } = service;

test('every answer says what is left of the quota; without any, 429 says when to come again', async () => {
  const resident = await createResident(service);
  const ask = () => api.get('/v1/wallet', { token: resident.token });
  for (const left of [4, 3, 2, 1, 0]) {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ratelimit-policy')).toBe('"device";q=5;w=60');
    expect(answer.headers.get('ratelimit')).toBe(`"device";r=${left};t=${left === 0 ? 12 : 60 - 12 * left}`);
  }
  const refused = await ask();
  expectProblem(refused, 429, 'rate_limit_exceeded');
  expect(refused.body).toMatchObject({ retryable: true, quota: 'device' });
  expect(refused.headers.get('retry-after')).toBe('12');
  expect(refused.headers.get('ratelimit')).toBe('"device";r=0;t=12');
  const other = await createResident(service);
  expect((await api.get('/v1/wallet', { token: other.token })).status).toBe(200);
  clock.advanceMs(12_000);
  expect((await ask()).status).toBe(200);
  expectProblem(await ask(), 429, 'rate_limit_exceeded');
});

test('an API key has one quota over all routes, whatever is asked', async () => {
  const merchant = await createMerchant(service);
  clock.advanceMs(60_000);
  const body = paymentBody(merchant, '0'.repeat(20));
  const asks = [
    () => api.get('/v1/payments', { token: merchant.key }),
    () => api.post('/v1/payments', { token: merchant.key, body }),
  ];
  for (let i = 0; i < 7; i++) expect((await asks[i % 2]?.())?.status).not.toBe(429);
  for (const ask of asks) expectProblem(await ask(), 429, 'rate_limit_exceeded');
});

test('whoever needs no token is counted by address: a network of IPv6 as one', async () => {
  const ask = (from: string) => api.get('/openapi.json', { headers: { 'x-forwarded-for': from } });
  for (let i = 0; i < 4; i++) expect((await ask(`2001:db8:0:1::${i}`)).status).toBe(200);
  const refused = await ask('2001:db8:0:1:ffff::1');
  expectProblem(refused, 429, 'rate_limit_exceeded');
  expect(refused.body.quota).toBe('address');
  expect((await ask('2001:db8:0:2::1')).status).toBe(200);
  expect((await ask('203.0.113.9')).status).toBe(200);
  // Only the last proxy is ours: what stands before it, anybody can have written.
  expectProblem(await ask('203.0.113.10, 2001:db8:0:1::5'), 429, 'rate_limit_exceeded');
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
])('%s is of the network %s', (ip, network) => {
  expect(networkOf(ip)).toBe(network);
});
