import type { CityFacts } from '../city/running-city.ts';

/** A route with a request that would do if its things existed. */
export interface Route {
  readonly service: keyof CityFacts['urls'];
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `:x` marks a part to be replaced. */
  readonly path: string;
  readonly token: keyof Tokens;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly query?: readonly string[];
  /** True where an Idempotency-Key is needed. */
  readonly keyed?: boolean;
}

export interface Tokens {
  readonly operator: string;
  readonly resident: string;
  readonly merchant: string;
  readonly finance: string;
  readonly ledger: string;
  readonly bank: string;
}

const UUID = '00000000-0000-7000-8000-000000000001';
const money = { amount: '120', currency: 'TWD' };
const payoutAccount = { holder_name: 'A', bank_code: '812', account_number: '123456789012' };
const command = {
  kind: 'post',
  id: UUID,
  fingerprint: '0'.repeat(32),
  purpose: 'payment',
  currency: 'TWD',
  legs: [{ debit: UUID, credit: '00000000-0000-7000-8000-000000000002', amount_minor: '0' }],
  reference: { order: 'A-1' },
};
const openAccount = {
  kind: 'open_account',
  id: UUID,
  fingerprint: 'x',
  account: UUID,
  account_kind: 'asset',
  currency: 'TWD',
  floor_minor: '0',
  reference: {},
};

/** Every route of the city that takes anything from outside. */
export const ROUTES: readonly Route[] = [
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/residents',
    token: 'operator',
    body: { name: 'A', bank_account: '123456' },
  },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/merchants',
    token: 'operator',
    body: { name: 'A', fee_basis_points: -1, payout_account: payoutAccount },
  },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/merchants',
    token: 'operator',
    query: ['limit', 'cursor'],
  },
  { service: 'transactions', method: 'GET', path: '/v1/merchants/:id', token: 'operator' },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/merchants/:id/stores',
    token: 'operator',
    body: { name: 'A' },
  },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/merchants/:id/api-keys',
    token: 'operator',
    body: { name: 'A' },
  },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/stores/:id/terminals',
    token: 'operator',
    body: { name: 'A' },
  },
  { service: 'transactions', method: 'GET', path: '/v1/events/:id', token: 'merchant' },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/events',
    token: 'merchant',
    query: ['limit', 'after', 'type'],
  },
  { service: 'transactions', method: 'GET', path: '/v1/wallet', token: 'resident', query: ['x'] },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/wallet/statement',
    token: 'resident',
    query: ['limit', 'cursor'],
  },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/wallets/:id/statement',
    token: 'resident',
    query: ['from', 'to', 'format'],
  },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/merchants/:id/statement',
    token: 'merchant',
    query: ['from', 'to', 'format'],
  },
  { service: 'transactions', method: 'POST', path: '/v1/payment-codes', token: 'resident', body: { x: 1 } },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/top-ups',
    token: 'resident',
    body: { ...money, amount: '0' },
    keyed: true,
  },
  { service: 'transactions', method: 'GET', path: '/v1/top-ups/:id', token: 'resident' },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/payments',
    token: 'merchant',
    body: { ...money, code: '0'.repeat(20), terminal: 'ter_0', order_reference: 'A' },
    keyed: true,
  },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/payments',
    token: 'merchant',
    query: ['limit', 'cursor', 'order_reference', 'idempotency_key'],
  },
  { service: 'transactions', method: 'GET', path: '/v1/payments/:id', token: 'merchant' },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/payments/:id/refunds',
    token: 'merchant',
    body: money,
    keyed: true,
  },
  {
    service: 'transactions',
    method: 'GET',
    path: '/v1/payments/:id/refunds',
    token: 'merchant',
    query: ['limit', 'cursor'],
  },
  { service: 'transactions', method: 'GET', path: '/v1/refunds/:id', token: 'merchant' },
  {
    service: 'transactions',
    method: 'POST',
    path: '/v1/bank-webhooks',
    token: 'bank',
    body: {
      type: 'direct_debit.succeeded',
      timestamp: '2026-01-01T00:00:00Z',
      data: { id: '1', reference: 'x', ...money },
    },
  },
  { service: 'settlement', method: 'GET', path: '/v1/business-days', token: 'finance', query: ['x'] },
  {
    service: 'settlement',
    method: 'POST',
    path: '/v1/business-days/:date/close',
    token: 'finance',
    body: { x: 1 },
  },
  {
    service: 'settlement',
    method: 'POST',
    path: '/v1/settlement-runs',
    token: 'finance',
    body: { business_date: '2020-01-01' },
  },
  {
    service: 'settlement',
    method: 'GET',
    path: '/v1/settlement-runs',
    token: 'finance',
    query: ['limit', 'cursor'],
  },
  { service: 'settlement', method: 'GET', path: '/v1/settlement-runs/:id', token: 'finance' },
  {
    service: 'settlement',
    method: 'GET',
    path: '/v1/settlement-runs/:id/payouts',
    token: 'finance',
    query: ['limit', 'cursor'],
  },
  { service: 'settlement', method: 'GET', path: '/v1/settlement-runs/:id/payment-file', token: 'finance' },
  {
    service: 'settlement',
    method: 'GET',
    path: '/v1/settlement-runs/:id/statements/:merchant',
    token: 'finance',
  },
  {
    service: 'ledger',
    method: 'POST',
    path: '/v1/books/main/commands',
    token: 'ledger',
    body: { commands: [command] },
  },
  { service: 'ledger', method: 'POST', path: '/v1/books/main/commands', token: 'ledger', body: command },
  {
    service: 'ledger',
    method: 'POST',
    path: '/v1/books/main/commands',
    token: 'ledger',
    body: { commands: [openAccount] },
  },
  { service: 'ledger', method: 'GET', path: '/v1/books/:book/business-day', token: 'ledger' },
  {
    service: 'ledger',
    method: 'GET',
    path: '/v1/books/:book/trial-balance',
    token: 'ledger',
    query: ['at', 'batch'],
  },
  { service: 'ledger', method: 'GET', path: '/v1/books/main/accounts/:id', token: 'ledger' },
  {
    service: 'ledger',
    method: 'GET',
    path: '/v1/books/main/accounts/:id/statement',
    token: 'ledger',
    query: ['limit', 'before_version'],
  },
  { service: 'ledger', method: 'GET', path: '/v1/books/main/entries/:id', token: 'ledger' },
  {
    service: 'ledger',
    method: 'GET',
    path: '/v1/books/main/feed',
    token: 'ledger',
    query: ['after', 'limit', 'wait_ms'],
  },
  {
    service: 'sandbox-bank',
    method: 'POST',
    path: '/v1/accounts',
    token: 'bank',
    body: { account_number: '1', holder_name: 'A', currency: 'TWD', opening_balance: '0' },
  },
  { service: 'sandbox-bank', method: 'GET', path: '/v1/accounts/:id', token: 'bank' },
  {
    service: 'sandbox-bank',
    method: 'POST',
    path: '/v1/direct-debits',
    token: 'bank',
    body: { reference: '!', debtor_account: '123456', creditor_account: '654321', ...money },
  },
  { service: 'sandbox-bank', method: 'GET', path: '/v1/direct-debits/:id', token: 'bank' },
  { service: 'sandbox-bank', method: 'POST', path: '/v1/payment-files', token: 'bank', body: { x: 1 } },
  { service: 'sandbox-bank', method: 'GET', path: '/v1/payment-files/:id', token: 'bank' },
  {
    service: 'sandbox-bank',
    method: 'GET',
    path: '/v1/accounts/:id/statements',
    token: 'bank',
    query: ['limit', 'after'],
  },
  { service: 'sandbox-bank', method: 'GET', path: '/v1/accounts/:id/statements/:sequence', token: 'bank' },
  {
    service: 'sandbox-bank',
    method: 'POST',
    path: '/v1/account-checks',
    token: 'bank',
    body: { bank_code: '812', account_number: '123456789012', holder_name: 'A' },
  },
  { service: 'sandbox-bank', method: 'GET', path: '/v1/misbehaviour', token: 'bank' },
  {
    service: 'sandbox-bank',
    method: 'PUT',
    path: '/v1/misbehaviour',
    token: 'bank',
    body: { webhook_copies: 0, webhook_delay_ms: 0, drop_webhooks: false },
  },
];
