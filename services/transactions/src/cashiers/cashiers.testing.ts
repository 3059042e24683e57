import { randomInt } from 'node:crypto';
import { type Answer, textOf } from '../testing/api.ts';
import type { TestMerchant } from '../testing/people.ts';
import type { TestService } from '../testing/test-service.ts';

export const PIN = '482913';
export const CAP = { amount: '500', currency: 'TWD' };

export interface TestCashier {
  readonly id: string;
  readonly number: string;
}

/** What a manager sends; each has a number of their own. */
export function cashierBody(role: string, change: Readonly<Record<string, unknown>> = {}) {
  const number = String(randomInt(10_000_000, 99_999_999));
  return { number, name: 'Wu', role, pin: PIN, refund_cap: role === 'shift_lead' ? CAP : null, ...change };
}

export async function createCashier(
  { api }: TestService,
  { key: token }: TestMerchant,
  role: string,
): Promise<TestCashier> {
  const body = cashierBody(role);
  return { id: textOf(await api.post('/v1/cashiers', { token, body }), 'id'), number: body.number };
}

export function signIn(
  { api }: TestService,
  merchant: TestMerchant,
  { number }: TestCashier,
  pin = PIN,
): Promise<Answer> {
  const body = { terminal: merchant.terminal, number, pin };
  return api.post('/v1/cashier-sessions', { token: merchant.key, body });
}

/** A cashier at the till. @returns their token */
export async function cashierAtTill(
  service: TestService,
  merchant: TestMerchant,
  role: string,
): Promise<TestCashier & { readonly token: string }> {
  const cashier = await createCashier(service, merchant, role);
  return { ...cashier, token: textOf(await signIn(service, merchant, cashier), 'token') };
}

/** Another till in the merchant's store. */
export async function addTill({ api }: TestService, merchant: TestMerchant): Promise<TestMerchant> {
  const call = { token: merchant.key, body: { name: 'Another till' } };
  const terminal = textOf(await api.post(`/v1/stores/${merchant.store}/terminals`, call), 'id');
  return { ...merchant, terminal };
}
