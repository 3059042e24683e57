import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import {
  balanceOf,
  createMerchant,
  createResident,
  fund,
  pay,
  paymentBody,
  showCode,
} from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const token = merchant.key;

test('a payment moves the money, once, and says all about itself', async () => {
  const resident = await createResident(service);
  await fund(service, resident, '500');
  const body = paymentBody(merchant, await showCode(service, resident));
  const paid = await api.post('/v1/payments', { token, body });
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({
    id: expect.stringMatching(/^pay_[0-9a-z]{26}$/) as string,
    status: 'succeeded',
    finished: true,
    amount: '120',
    currency: 'TWD',
    refunded: { amount: '0', currency: 'TWD' },
    merchant: merchant.id,
    store: merchant.store,
    terminal: merchant.terminal,
    order_reference: body.order_reference,
  });
  expect(await balanceOf(service, resident)).toEqual({ amount: '380', currency: 'TWD' });
});
