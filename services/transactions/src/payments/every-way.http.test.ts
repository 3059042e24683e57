import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { balanceOf, createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const twd = (amount: string) => ({ amount, currency: 'TWD' });

/** Asks as somebody whose first answer is lost: the same request with the same key, and the second answer. */
async function twice(token: string, path: string, body: object): Promise<Answer> {
  const call = { token, key: randomUUID(), body };
  const lost = await api.post(path, call);
  const heard = await api.post(path, call);
  expect([heard.status, heard.text]).toEqual([lost.status, lost.text]);
  return heard;
}

async function dayOf(name: string) {
  const shop = await createMerchant(service, name);
  const resident = await createResident(service);
  await fund(service, resident, '9000');
  const ask = async (amount: string, more: object = {}) => {
    const body = { ...paymentBody(shop, await showCode(service, resident), amount), ...more };
    return { order: body.order_reference, id: textOf(await twice(shop.key, '/v1/payments', body), 'id') };
  };
  const straight = await ask('120');
  await twice(shop.key, `/v1/payments/${straight.id}/refunds`, twd('20'));
  const confirmed = await ask('3500');
  await twice(resident.token, `/v1/payment-confirmations/${confirmed.id}/confirm`, {});
  const held = await ask('1000', { capture: 'manual' });
  await twice(shop.key, `/v1/payments/${held.id}/captures`, twd('300'));
  await twice(shop.key, `/v1/payments/${held.id}/captures`, { ...twd('200'), final: true });
  await twice(shop.key, `/v1/payments/${held.id}/refunds`, twd('350'));
  const voided = await ask('900', { capture: 'manual' });
  await twice(shop.key, `/v1/payments/${voided.id}/void`, {});
  const cancelled = await ask('450');
  await twice(shop.key, '/v1/cancellations', { order_reference: cancelled.order });
  return { shop, resident };
}

/** 120 − 20 + 3500 + 500 − 350 */
const SPENT = 3_750;

test('paid in every way, every answer lost once, the statements of payer and shop add up', async () => {
  const { shop, resident } = await dayOf('Shop of all ways');
  expect(await balanceOf(service, resident)).toEqual(twd(String(9_000 - SPENT)));
  const { body } = await api.get('/v1/wallet/statement?limit=100', { token: resident.token });
  const lines = body.data as { amount: string; type: string; id: string; payment?: string }[];
  expect(lines.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(9_000 - SPENT);
  const captures = lines.filter(({ id }) => id.startsWith('cap_'));
  expect(captures.map(({ amount }) => amount)).toEqual(['-200', '-300']);
  expect(new Set(captures.map(({ payment }) => payment)).size).toBe(1);
  const balance = await api.get('/v1/merchant/balance', { token: shop.key });
  expect(balance.body).toMatchObject({ proceeds: twd(String(SPENT)), debt: twd('0') });
  const listed = async () => {
    const page = await api.get('/v1/payments?limit=100', { token: shop.key });
    const payments = page.body.data as {
      amount: string;
      refunded?: { amount: string };
      authorisation?: { captured: { amount: string } };
    }[];
    return payments.reduce((sum, { amount, refunded, authorisation }) => {
      return sum + Number(authorisation?.captured.amount ?? amount) - Number(refunded?.amount ?? 0);
    }, 0);
  };
  await expect.poll(listed).toBe(SPENT);
});
