import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { balanceOf, createResident } from '../testing/people.ts';
import { SAFEGUARDED } from '../testing/test-config.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService({ bank: true });
const { api, clock } = service;
/** What `createResident` gives as the resident's account. */
const RESIDENTS_ACCOUNT = '0081234567890';

async function bank(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const response = await fetch(`${service.bankUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${service.bankToken}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`the bank answered ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, unknown>;
}

for (const [account_number, holder_name, opening_balance] of [
  [SAFEGUARDED, 'City', '0'],
  [RESIDENTS_ACCOUNT, 'Lin Mei', '1000'],
]) {
  await bank('POST', '/v1/accounts', { account_number, holder_name, opening_balance, currency: 'TWD' });
}

/** The clock is the test's: moving it makes the worker's next look due. */
async function endOf(id: string, token: string): Promise<unknown> {
  let body: Readonly<Record<string, unknown>> = {};
  await expect
    .poll(
      async () => {
        clock.advanceMs(1_000);
        ({ body } = await api.get(`/v1/top-ups/${id}`, { token }));
        return body.finished;
      },
      { timeout: 20_000, interval: 200 },
    )
    .toBe(true);
  return body;
}

async function topUp(token: string, amount: string): Promise<string> {
  return textOf(await api.post('/v1/top-ups', { token, body: { amount, currency: 'TWD' } }), 'id');
}

test('money comes from the bank into the wallet, and the bank booked the same', async () => {
  const resident = await createResident(service);
  const id = await topUp(resident.token, '300');
  expect(await endOf(id, resident.token)).toMatchObject({ status: 'succeeded' });
  expect(await balanceOf(service, resident)).toEqual({ amount: '300', currency: 'TWD' });
  expect(await bank('GET', `/v1/accounts/${SAFEGUARDED}`)).toMatchObject({ balance: '300' });
});

test('more than the account holds fails, and says why', async () => {
  const resident = await createResident(service);
  const id = await topUp(resident.token, '99999');
  expect(await endOf(id, resident.token)).toMatchObject({
    status: 'failed',
    failure: { code: 'insufficient_funds' },
  });
  expect(await balanceOf(service, resident)).toEqual({ amount: '0', currency: 'TWD' });
});

test('every message told five times credits once', async () => {
  await bank('PUT', '/v1/misbehaviour', { webhook_copies: 5 });
  const resident = await createResident(service);
  const id = await topUp(resident.token, '50');
  expect(await endOf(id, resident.token)).toMatchObject({ status: 'succeeded' });
  expect(await balanceOf(service, resident)).toEqual({ amount: '50', currency: 'TWD' });
});

test('a message that the bank never sends heals itself: the bank is asked', async () => {
  await bank('PUT', '/v1/misbehaviour', { drop_webhooks: true });
  const resident = await createResident(service);
  const id = await topUp(resident.token, '60');
  expect(await endOf(id, resident.token)).toMatchObject({ status: 'succeeded' });
  expect(await balanceOf(service, resident)).toEqual({ amount: '60', currency: 'TWD' });
  await bank('PUT', '/v1/misbehaviour', {});
});
