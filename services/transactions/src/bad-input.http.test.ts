import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textOf } from './testing/api.ts';
import { expectFieldProblem, expectProblem } from './testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, fund, paymentBody, showCode } from './testing/people.ts';
import { startTestService } from './testing/test-service.ts';

const service = await startTestService();
const { api, operatorToken } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const resident = await createResident(service);
await fund(service, resident, '1000');
const paid = await api.post('/v1/payments', {
  token: merchant.key,
  body: paymentBody(merchant, await showCode(service, resident), '100'),
});
const payment = textOf(paid, 'id');

async function footprint(): Promise<unknown> {
  const { rows } = await service.database.raw<{ rows: unknown[] }>(
    `select (select count(*) from book_main.entries) as entries,
            (select count(*) from transactions.residents) as residents,
            (select count(*) from transactions.merchants) as merchants,
            (select count(*) from transactions.top_ups) as top_ups`,
  );
  return rows;
}

let before: unknown;
beforeAll(async () => {
  before = await footprint();
});
afterAll(async () => {
  expect(await footprint(), 'bad input has left something behind').toEqual(before);
  expect(await balanceOf(service, resident)).toEqual({ amount: '900', currency: 'TWD' });
});

/** Bad amounts, and the code that says what is wrong with each. */
const AMOUNTS: readonly (readonly [string, unknown, string])[] = [
  ['a number', 120, 'amount_not_string'],
  ['a float', 120.5, 'amount_not_string'],
  ['nothing', undefined, 'amount_not_string'],
  ['null', null, 'amount_not_string'],
  ['an object', { minor: 120 }, 'amount_not_string'],
  ['negative', '-120', 'amount_malformed'],
  ['minus zero', '-0', 'amount_malformed'],
  ['an exponent', '1e2', 'amount_malformed'],
  ['hexadecimal', '0x10', 'amount_malformed'],
  ['not a number', 'NaN', 'amount_malformed'],
  ['infinite', 'Infinity', 'amount_malformed'],
  ['empty', '', 'amount_malformed'],
  ['with a blank', ' 120', 'amount_malformed'],
  ['with a comma', '1,200', 'amount_malformed'],
  ['in Arabic digits', '١٢٣', 'amount_malformed'],
  ['in full-width digits', '１２０', 'amount_malformed'],
  ['with leading zeros', '0120', 'amount_malformed'],
  ['zero', '0', 'amount_zero'],
  ['zero with decimals', '0.00', 'amount_zero'],
  ['one decimal', '120.5', 'amount_decimals'],
  ['three decimals', '120.000', 'amount_decimals'],
  ['half a dollar', '120.50', 'amount_increment'],
  ['40 digits', '1'.repeat(40), 'amount_too_large'],
  ['a quadrillion', '99999999999999', 'amount_too_large'],
];

const CURRENCIES: readonly (readonly [string, unknown, string])[] = [
  ['unknown', 'XXX', 'currency_unknown'],
  ['in small letters', 'twd', 'currency_unknown'],
  ['missing', undefined, 'currency_unknown'],
  ['a property of every object', 'constructor', 'currency_unknown'],
  ['another one than the city keeps', 'JPY', 'currency_not_supported'],
];

const MONEY_ROUTES = ['payments', 'refunds', 'top-ups'] as const;

async function postMoney(route: (typeof MONEY_ROUTES)[number], money: Readonly<Record<string, unknown>>) {
  if (route === 'top-ups') return api.post('/v1/top-ups', { token: resident.token, body: money });
  const token = merchant.key;
  if (route === 'refunds') return api.post(`/v1/payments/${payment}/refunds`, { token, body: money });
  const body = { ...paymentBody(merchant, await showCode(service, resident)), ...money };
  return api.post('/v1/payments', { token, body });
}

describe.each(MONEY_ROUTES)('money in %s', (route) => {
  test.each(AMOUNTS)('an amount that is %s is 400 and named', async (_what, amount, code) => {
    expectFieldProblem(await postMoney(route, { amount, currency: 'TWD' }), 400, '/amount', code);
  });
  test.each(CURRENCIES)('a currency that is %s is 400 and named', async (_what, currency, code) => {
    expectFieldProblem(await postMoney(route, { amount: '10', currency }), 400, '/currency', code);
  });
  test('a field that nobody knows is 400 and named', async () => {
    const money = { amount: '10', currency: 'TWD', tip: '1' };
    expectFieldProblem(await postMoney(route, money), 400, '/tip', 'unknown_field');
  });
});

const swapNeighbours = (code: string) => {
  const place = [...code].findIndex((digit, index) => index > 1 && digit !== code[index + 1]);
  return code.slice(0, place) + code.charAt(place + 1) + code.charAt(place) + code.slice(place + 2);
};

test('a code with two digits swapped, or one wrong, is 400 and named', async () => {
  const code = await showCode(service, resident);
  const wrongDigit = code.slice(0, 19) + String((Number(code[19]) + 1) % 10);
  for (const mistyped of [
    swapNeighbours(code),
    wrongDigit,
    code.slice(1),
    `${code}0`,
    '',
    'abc',
    '1'.repeat(64),
  ]) {
    const body = { ...paymentBody(merchant, code), code: mistyped };
    const answer = await api.post('/v1/payments', { token: merchant.key, body });
    expectFieldProblem(answer, 400, '/code', 'code_mistyped');
  }
});

/** Text that no name and no reference may be. */
const TEXTS: readonly (readonly [string, unknown])[] = [
  ['a lone surrogate', 'a\ud800b'],
  ['a NUL', 'a\u0000b'],
  ['a mark that turns the writing around', 'a\u202Eb'],
  ['an isolate', '\u2066a'],
  ['a line break', 'a\nb'],
  ['an escape', '\u001b[2J'],
  ['a line separator', 'a\u2028b'],
  ['empty', ''],
  ['blank', '   '],
  ['a hundred and one characters', 'x'.repeat(101)],
  ['a number', 7],
  ['a list', ['a']],
  ['null', null],
  ['missing', undefined],
];

test.each(TEXTS)('an order reference that is %s is 400 and named', async (_what, order_reference) => {
  const body = { ...paymentBody(merchant, await showCode(service, resident)), order_reference };
  const answer = await api.post('/v1/payments', { token: merchant.key, body });
  expectFieldProblem(answer, 400, '/order_reference');
});

test.each(TEXTS)('a name that is %s is 400 and named', async (_what, name) => {
  const call = { token: operatorToken, body: { name, bank_account: '0081234567890' } };
  expectFieldProblem(await api.post('/v1/residents', call), 400, '/name');
});

test.each(['', '12345', '0'.repeat(35), '0081-234567', '008123456a', 8123456789])(
  'the bank account %j is 400 and named',
  async (bank_account) => {
    const call = { token: operatorToken, body: { name: 'Lin Mei', bank_account } };
    expectFieldProblem(await api.post('/v1/residents', call), 400, '/bank_account');
  },
);

const payout_account = { holder_name: 'Tea', bank_code: '808', account_number: '0123456789012' };
test.each([
  ['/fee_basis_points', { fee_basis_points: 10_001 }],
  ['/fee_basis_points', { fee_basis_points: -1 }],
  ['/fee_basis_points', { fee_basis_points: 1.5 }],
  ['/fee_basis_points', { fee_basis_points: '130' }],
  ['/payout_account', { payout_account: undefined }],
  ['/payout_account/bank_code', { payout_account: { ...payout_account, bank_code: '80' } }],
  ['/payout_account/account_number', { payout_account: { ...payout_account, account_number: 'x' } }],
  ['/payout_account/iban', { payout_account: { ...payout_account, iban: 'x' } }],
])('a merchant whose %s is not as described is 400 and named', async (pointer, difference) => {
  const body = { name: 'Tea', fee_basis_points: 130, payout_account, ...difference };
  expectFieldProblem(await api.post('/v1/merchants', { token: operatorToken, body }), 400, pointer);
});

test.each(['pay_00000000000000000000000000', 'ter_short', 'ter_!!!!!!!!!!!!!!!!!!!!!!!!!!', ''])(
  'the terminal %j is 400 and named',
  async (terminal) => {
    const body = { ...paymentBody(merchant, await showCode(service, resident)), terminal };
    expectFieldProblem(
      await api.post('/v1/payments', { token: merchant.key, body }),
      400,
      '/terminal',
      'id_malformed',
    );
  },
);

test('a terminal that is not there is 404, as is one of another merchant', async () => {
  for (const terminal of ['ter_00000000000000000000000000', rival.terminal]) {
    const body = { ...paymentBody(merchant, await showCode(service, resident)), terminal };
    const answer = await api.post('/v1/payments', { token: merchant.key, body });
    expectProblem(answer, 404, 'terminal_not_found');
    expectFieldProblem(answer, 404, '/terminal');
  }
});

test.each([
  'pay_00000000000000000000000000',
  'pay_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  'pay_1',
  'rfd_00000000000000000000000000',
  '%00',
  '%E0%A4%A',
  "'; drop table x; --",
  'x'.repeat(2_000),
])('the payment id %j is no payment: a 4xx', async (id) => {
  const answer = await api.get(`/v1/payments/${id}`, { token: merchant.key });
  expect([400, 404]).toContain(answer.status);
});

const WITH_BODY = [
  ['/v1/payments', merchant.key],
  [`/v1/payments/${payment}/refunds`, merchant.key],
  ['/v1/top-ups', resident.token],
  ['/v1/payment-codes', resident.token],
  ['/v1/residents', operatorToken],
  ['/v1/merchants', operatorToken],
] as const;

describe.each(WITH_BODY)('the body of POST %s', (path, token) => {
  test.each([
    ['broken JSON', '{"amount":'],
    ['a bare text', '"120"'],
    ['a bare number', '120'],
    ['nothing but a blank', ' '],
    ['deeply nested', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('%s is a 400', async (_what, rawBody) => {
    const answer = await api.post(path, { token, rawBody });
    // An empty body is what a new payment code asks for.
    if (path === '/v1/payment-codes' && rawBody === ' ') return;
    expect({ status: answer.status, type: answer.headers.get('content-type') }).toMatchObject({
      status: 400,
    });
  });
  test('a list is a 400', async () => {
    expectProblem(await api.post(path, { token, body: [] }), 400, 'validation_failed');
  });
  test('2 MB are a 413, and a name of 64 KB is no 5xx', async () => {
    const huge = await api.post(path, { token, body: { name: 'x'.repeat(2_000_000) } });
    expectProblem(huge, 413, 'body_too_large');
    const long = await api.post(path, { token, body: { name: 'x'.repeat(64_000) } });
    expect([400, 413]).toContain(long.status);
  });
  test('another kind of content is a 415', async () => {
    const headers = { 'content-type': 'text/plain' };
    expectProblem(
      await api.post(path, { token, rawBody: 'amount=1', headers }),
      415,
      'unsupported_media_type',
    );
  });
  test('the name of a prototype is a field like any other: not known', async () => {
    const answer = await api.post(path, { token, rawBody: '{"__proto__":{"admin":true},"constructor":1}' });
    expect(answer.status).toBe(400);
  });
});

test.each([
  ['missing', null, 'idempotency_key_missing'],
  ['empty', '', 'idempotency_key_malformed'],
  ['256 characters', 'k'.repeat(256), 'idempotency_key_malformed'],
  ['with a quote inside', 'a"b', 'idempotency_key_malformed'],
])('an Idempotency-Key that is %s is 400 and named', async (_what, key, code) => {
  for (const path of ['/v1/payments', `/v1/payments/${payment}/refunds`]) {
    const answer = await api.post(path, { token: merchant.key, key, body: {} });
    expectFieldProblem(answer, 400, 'header:Idempotency-Key', code);
  }
  const topUp = await api.post('/v1/top-ups', { token: resident.token, key, body: {} });
  expectFieldProblem(topUp, 400, 'header:Idempotency-Key', code);
});

test('a refund for a reason that is not on the list is 400 and named', async () => {
  const body = { amount: '10', currency: 'TWD', reason: 'Ms Lin was angry' };
  const answer = await api.post(`/v1/payments/${payment}/refunds`, { token: merchant.key, body });
  expectFieldProblem(answer, 400, '/reason');
});
