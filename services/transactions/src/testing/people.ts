import { randomUUID } from 'node:crypto';
import { signedHeaders, textOf } from './api.ts';
import { SAFEGUARDED } from './test-config.ts';
import type { TestService } from './test-service.ts';

export interface TestResident {
  readonly id: string;
  readonly token: string;
}

export interface TestMerchant {
  readonly id: string;
  readonly key: string;
  readonly store: string;
  readonly terminal: string;
}

export async function createResident(
  { api, operatorToken }: TestService,
  name = 'Lin Mei',
): Promise<TestResident> {
  const body = { name, bank_account: '0081234567890' };
  const created = await api.post('/v1/residents', { token: operatorToken, body });
  return { id: textOf(created, 'id'), token: textOf(created, 'token') };
}

export async function createMerchant(
  { api, operatorToken: token }: TestService,
  name = 'Old Street Tea',
): Promise<TestMerchant> {
  const payout_account = { holder_name: name, bank_code: '808', account_number: '0123456789012' };
  const id = textOf(
    await api.post('/v1/merchants', { token, body: { name, fee_basis_points: 130, payout_account } }),
    'id',
  );
  const store = textOf(
    await api.post(`/v1/merchants/${id}/stores`, { token, body: { name: 'By the river' } }),
    'id',
  );
  const terminal = textOf(
    await api.post(`/v1/stores/${store}/terminals`, { token, body: { name: 'Till 1' } }),
    'id',
  );
  const key = textOf(
    await api.post(`/v1/merchants/${id}/api-keys`, { token, body: { name: 'tills' } }),
    'key',
  );
  return { id, key, store, terminal };
}

export function bankMessage(
  reference: string,
  amount: string,
  overrides: Readonly<Record<string, unknown>> = {},
) {
  const data = {
    id: 'dd_1',
    reference,
    amount,
    currency: 'TWD',
    creditor_account: SAFEGUARDED,
    ...overrides,
  };
  return JSON.stringify({ type: 'direct_debit.succeeded', timestamp: new Date().toISOString(), data });
}

/** Tells what a bank would tell. */
export function tell({ api, webhookSecret, clock }: TestService, message: string, id?: string) {
  const headers = signedHeaders(webhookSecret, message, clock.now(), id);
  return api.post('/v1/bank-webhooks', { rawBody: message, headers, key: null });
}

/** Puts money into a wallet in the only way there is: a top-up that the bank confirms. */
export async function fund(service: TestService, { token }: TestResident, amount: string): Promise<string> {
  const topUp = await service.api.post('/v1/top-ups', { token, body: { amount, currency: 'TWD' } });
  const id = textOf(topUp, 'id');
  const told = await tell(service, bankMessage(id, amount));
  if (told.status !== 204) throw new Error(`the webhook was answered ${told.status} ${told.text}`);
  return id;
}

export async function showCode({ api }: TestService, { token }: TestResident): Promise<string> {
  return textOf(await api.post('/v1/payment-codes', { token, body: {} }), 'code');
}

export async function balanceOf({ api }: TestService, { token }: TestResident): Promise<unknown> {
  return (await api.get('/v1/wallet', { token })).body.balance;
}

export function paymentBody(merchant: TestMerchant, code: string, amount = '120') {
  return {
    code,
    amount,
    currency: 'TWD',
    terminal: merchant.terminal,
    order_reference: `A-${randomUUID().slice(0, 8)}`,
    // Tests pay the same at once and mean it.
    confirm_duplicate: true,
  };
}

/** A resident with money pays a merchant. */
export async function pay(
  service: TestService,
  resident: TestResident,
  merchant: TestMerchant,
  amount = '120',
) {
  const body = paymentBody(merchant, await showCode(service, resident), amount);
  return service.api.post('/v1/payments', { token: merchant.key, body });
}
