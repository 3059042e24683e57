import { randomUUID } from 'node:crypto';
import { commandId, fingerprintOf, formatPublicId, newUuid, parsePublicId } from '@tamsui/ids';
import { expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, fund, type TestResident } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { SHOP_CODE_LIFETIME_MS } from './shop-code.ts';
import { beginAttempt } from './shop-code-store.ts';

const service = await startTestService();
const { api, clock } = service;
const merchant = await createMerchant(service, '老街豆漿店');
const rival = await createMerchant(service, 'Ferry Snacks');
const { key: token, terminal } = merchant;
const TWD = (amount: string) => ({ amount, currency: 'TWD' });

async function residentWith(amount: string): Promise<TestResident> {
  const resident = await createResident(service);
  await fund(service, resident, amount);
  return resident;
}

const saleBody = (amount = '120') => ({
  ...TWD(amount),
  terminal,
  order_reference: `A-${randomUUID().slice(0, 8)}`,
});

const makeCode = (body: unknown = saleBody(), key: string | null = null) =>
  api.post('/v1/shop-codes', { token, key, body });
const stateOf = async (code: Answer) =>
  (await api.get(`/v1/shop-codes/${textOf(code, 'id')}`, { token })).body;
const scan = (resident: TestResident, text: string) =>
  api.post('/v1/shop-codes/read', { token: resident.token, key: null, body: { text } });

function payCode(resident: TestResident, code: Answer | null, amount = '120', key: string = randomUUID()) {
  const shop_code = code === null ? null : textOf(code, 'id');
  const body = { terminal, shop_code, ...TWD(amount) };
  return api.post('/v1/sandbox/shop-code-payments', { token: resident.token, key, body });
}

test('a shop makes a code for a sale, a resident reads who and how much, pays, and the till sees it', async () => {
  const resident = await residentWith('500');
  const body = saleBody();
  const code = await makeCode(body);
  expect(code.status).toBe(201);
  expect(code.body).toMatchObject({ ...body, status: 'open', payment: null });
  expect(textOf(code, 'picture')).toMatch(/^<svg /);

  const read = await scan(resident, textOf(code, 'text'));
  expect(read.status).toBe(200);
  expect(read.body).toEqual({
    merchant: { id: merchant.id, name: '老街豆漿店' },
    store: { id: merchant.store, name: 'By the river' },
    terminal,
    sale: {
      id: code.body.id,
      status: 'open',
      total: TWD('120'),
      order_reference: body.order_reference,
      expires_at: code.body.expires_at,
    },
  });

  const paid = await payCode(resident, code);
  expect(paid.status).toBe(201);
  expect(paid.body).toMatchObject({ status: 'succeeded', ...TWD('120'), merchant: '老街豆漿店' });
  expect(await stateOf(code)).toEqual({ ...code.body, status: 'paid', payment: paid.body.id });
  const forShop = await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token });
  expect(forShop.body).toMatchObject({
    status: 'succeeded',
    terminal,
    order_reference: body.order_reference,
  });
  const forPayer = await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token: resident.token });
  expect(forPayer.text).toBe(paid.text);
  expect(await balanceOf(service, resident)).toEqual(TWD('380'));
  expect(await scan(resident, textOf(code, 'text'))).toMatchObject({ body: { sale: { status: 'paid' } } });
});

test('a hundred residents pay one code at the same moment: one has paid it, and no other lost a dollar', async () => {
  const residents = await Promise.all(Array.from({ length: 10 }, () => residentWith('5000')));
  const code = await makeCode();
  const payments = residents.flatMap((resident) => Array.from({ length: 10 }, () => payCode(resident, code)));
  const answers = await Promise.all(payments);
  const paid = answers.filter(({ status }) => status === 201);
  expect(paid).toHaveLength(1);
  for (const answer of answers) if (answer !== paid[0]) expectProblem(answer, 409, 'code_already_paid');
  expect(await stateOf(code)).toMatchObject({ status: 'paid', payment: paid[0]?.body.id });
  const balances = await Promise.all(residents.map((resident) => balanceOf(service, resident)));
  expect(balances.filter((balance) => (balance as { amount: string }).amount !== '5000')).toEqual([
    TWD('4880'),
  ]);
});

test('the same request again has the answer of the first, also after the code has expired', async () => {
  const resident = await residentWith('500');
  const code = await makeCode();
  const first = await payCode(resident, code, '120', 'once');
  clock.advanceMs(SHOP_CODE_LIFETIME_MS);
  const again = await payCode(resident, code, '120', 'once');
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(await payCode(resident, null, '120', 'once'), 422, 'request_id_reused');
  expect(await balanceOf(service, resident)).toEqual(TWD('380'));
});

test('a code works until the instant it expires; from then on it is expired for ever', async () => {
  const resident = await residentWith('500');
  const [early, late] = [await makeCode(), await makeCode()];
  clock.advanceMs(SHOP_CODE_LIFETIME_MS - 1);
  expect((await payCode(resident, early)).status).toBe(201);
  clock.advanceMs(1);
  expectProblem(await payCode(resident, late), 409, 'code_expired');
  expect(await stateOf(late)).toMatchObject({ status: 'expired', payment: null });
  expect(await stateOf(early)).toMatchObject({ status: 'paid' });
  clock.advanceMs(-1);
  expectProblem(await payCode(resident, late), 409, 'code_expired');
  expect(await balanceOf(service, resident)).toEqual(TWD('380'));
});

test('a payer without enough money leaves the code open for the next', async () => {
  const [poor, rich] = [await createResident(service), await residentWith('500')];
  const code = await makeCode();
  const refused = await payCode(poor, code);
  expectProblem(refused, 402, 'insufficient_funds');
  expect(refused.body).toMatchObject({ money_moved: false });
  expect(await stateOf(code)).toMatchObject({ status: 'open' });
  expect((await payCode(rich, code)).status).toBe(201);
});

test('a payment of which nobody wrote down the outcome is found by whoever asks for the code', async () => {
  const resident = await residentWith('500');
  const code = await makeCode();
  const paid = await payCode(resident, code);
  await service.database.raw(
    'update transactions.shop_code_attempts set outcome = null where payment_id = :paymentId',
    { paymentId: parsePublicId('pay', textOf(paid, 'id')) ?? '' },
  );
  expect(await stateOf(code)).toMatchObject({ status: 'open' });
  clock.advanceMs(15_001);
  expect(await stateOf(code)).toMatchObject({ status: 'paid', payment: paid.body.id });
});

test('an expired code decides what may still be under way: the till hears expired, and late money does not move', async () => {
  const resident = await residentWith('500');
  const code = await makeCode();
  // As a process leaves it that died between writing the attempt and asking the ledger.
  const path = '/v1/sandbox/shop-code-payments';
  const residentId = parsePublicId('res', resident.id) ?? '';
  const body = { terminal, shop_code: code.body.id, ...TWD('120') };
  const attempt = {
    paymentId: commandId(['resident', residentId, `POST ${path}`], 'cut'),
    shopCodeId: parsePublicId('shc', textOf(code, 'id')) ?? '',
    fingerprint: fingerprintOf({ method: 'POST', path, body }),
  };
  expect(await beginAttempt(service.database, attempt, clock.now())).toEqual(attempt);
  expect(await stateOf(code)).toMatchObject({ status: 'open' });
  clock.advanceMs(SHOP_CODE_LIFETIME_MS);
  expect(await stateOf(code)).toMatchObject({ status: 'expired', payment: null });
  expectProblem(await payCode(resident, code, '120', 'cut'), 409, 'code_expired');
  expect(await balanceOf(service, resident)).toEqual(TWD('500'));
});

test('at a sticker the resident says how much; it pays as often as they like', async () => {
  const resident = await residentWith('500');
  const sticker = await api.get(`/v1/terminals/${terminal}/sticker`, { token });
  expect(sticker.status).toBe(200);
  expect((await api.get(`/v1/terminals/${terminal}/sticker`, { token })).text).toBe(sticker.text);
  const read = await scan(resident, textOf(sticker, 'text'));
  expect(read.body).toMatchObject({ merchant: { name: '老街豆漿店' }, terminal, sale: null });
  const paid = await payCode(resident, null, '35');
  const again = await payCode(resident, null, '35');
  expect([paid.status, again.status]).toEqual([201, 201]);
  expect(again.body.id).not.toBe(paid.body.id);
  const forShop = await api.get(`/v1/payments/${textOf(paid, 'id')}`, { token });
  const order_reference = `S-${textOf(paid, 'id').slice(-8).toUpperCase()}`;
  expect(forShop.body).toMatchObject({ ...TWD('35'), terminal, order_reference });
});

test('what a shop made with a key is made once', async () => {
  const body = saleBody();
  const [first, again] = [await makeCode(body, 'sale-1'), await makeCode(body, 'sale-1')];
  expect([again.status, again.text]).toEqual([201, first.text]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expectProblem(await makeCode({ ...body, amount: '121' }, 'sale-1'), 422, 'idempotency_key_reused');
});

test.each([
  ['another amount', { amount: '119' }],
  ['a terminal of another shop', { terminal: rival.terminal }],
])('a code is not paid with %s', async (_what, change) => {
  const resident = await residentWith('500');
  const code = await makeCode();
  const body = { terminal, shop_code: code.body.id, ...TWD('120'), ...change };
  const answer = await api.post('/v1/sandbox/shop-code-payments', { token: resident.token, body });
  expectProblem(answer, 409, 'order_differs');
  expect(await stateOf(code)).toMatchObject({ status: 'open' });
  expect(await balanceOf(service, resident)).toEqual(TWD('500'));
});

test("another shop's codes and terminals are not there", async () => {
  const code = await makeCode();
  const other = { token: rival.key };
  expectProblem(await api.get(`/v1/shop-codes/${textOf(code, 'id')}`, other), 404, 'shop_code_not_found');
  expectProblem(await api.get(`/v1/terminals/${terminal}/sticker`, other), 404, 'terminal_not_found');
  const made = await api.post('/v1/shop-codes', { ...other, key: null, body: saleBody() });
  expectProblem(made, 404, 'terminal_not_found');
  const none = formatPublicId('shc', newUuid());
  expectProblem(await api.get(`/v1/shop-codes/${none}`, { token }), 404, 'shop_code_not_found');
  const resident = await residentWith('500');
  const body = { terminal, shop_code: none, ...TWD('120') };
  const paid = await api.post('/v1/sandbox/shop-code-payments', { token: resident.token, body });
  expectProblem(paid, 404, 'shop_code_not_found');
});

test('a scanned text that is no code, not ours, unsigned or changed is refused, each in its own words', async () => {
  const resident = await createResident(service);
  const text = textOf(await makeCode(), 'text');
  const malformed = await scan(resident, text.slice(0, -1));
  expectProblem(malformed, 400, 'shop_code_malformed');
  expect(malformed.body).toMatchObject({ reason: 'value_truncated', tag: '63' });
  const foreign =
    '00020101021126450021tw.example.citywallet0109M000123450203S015204541153039015802TW5914BREAKFAST SHOP6006TAIPEI630488F5';
  expectProblem(await scan(resident, foreign), 422, 'shop_code_unsigned');
});

test('a till that is closed makes no codes and takes no payments', async () => {
  const resident = await residentWith('500');
  const shop = await createMerchant(service, 'Closing Shop');
  const made = { ...saleBody(), terminal: shop.terminal };
  const code = await api.post('/v1/shop-codes', { token: shop.key, key: null, body: made });
  await service.database.raw('update transactions.terminals set closed_at = :now where id = :id', {
    now: clock.now(),
    id: parsePublicId('ter', shop.terminal) ?? '',
  });
  clock.advanceMs(5_001);
  const again = await api.post('/v1/shop-codes', { token: shop.key, key: null, body: made });
  expectProblem(again, 409, 'terminal_closed');
  const body = { terminal: shop.terminal, shop_code: code.body.id, ...TWD('120') };
  const paid = await api.post('/v1/sandbox/shop-code-payments', { token: resident.token, body });
  expectProblem(paid, 409, 'terminal_closed');
});

test('a payment that failed can be read afterwards by its payer, in the same words, and by nobody else', async () => {
  const [poor, rich] = [await createResident(service), await residentWith('500')];
  const code = await makeCode();
  const other = await residentWith('500');
  const late = await makeCode();
  expect((await payCode(rich, code)).status).toBe(201);
  const expired = async () => {
    clock.advanceMs(SHOP_CODE_LIFETIME_MS);
    return payCode(rich, late);
  };
  for (const [payer, refused] of [
    [poor, await payCode(poor, null)],
    [rich, await payCode(rich, await makeCode(), '119')],
    [other, await payCode(other, code)],
    [rich, await expired()],
  ] as const) {
    const path = `/v1/payments/${textOf(refused, 'payment')}`;
    const read = await api.get(path, { token: payer.token });
    expect(read.status).toBe(200);
    expect(read.body).toMatchObject({
      id: refused.body.payment,
      status: 'failed',
      finished: true,
      money_moved: false,
      failure: { code: refused.body.code },
      merchant: '老街豆漿店',
      store: 'By the river',
    });
    const stranger = await createResident(service);
    expectProblem(await api.get(path, { token: stranger.token }), 404, 'payment_not_found');
    expect((await api.get(path, { token })).body).toMatchObject({ status: 'failed', charged_by: null });
  }
});
