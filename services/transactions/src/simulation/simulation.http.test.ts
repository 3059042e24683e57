import { describe, expect, test } from 'vitest';
import { type Answer, textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { balanceOf, createMerchant, createResident, type TestMerchant } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { openSafeguardedAccount, soldFor } from './simulation.testing.ts';

const service = await startTestService({ bank: true });
const { api, clock } = service;
await openSafeguardedAccount(service);
const [merchant, other] = [await createMerchant(service), await createMerchant(service, 'Other')];
const TWD = (amount: string) => ({ amount, currency: 'TWD' });
let orders = 0;

function ask(path: string, body: object, by: TestMerchant = merchant): Promise<Answer> {
  return api.post(`/v1/sandbox/${path}`, { token: by.key, body });
}

async function waiting(by: TestMerchant = merchant, more: object = {}): Promise<string> {
  orders += 1;
  const code = textOf(await ask('payment-codes', {}, by), 'code');
  const body = { ...soldFor(by, code, '5000', `W-${orders}`), confirm_duplicate: true, ...more };
  const answer = await api.post('/v1/payments', { token: by.key, body });
  expect(answer.status).toBe(202);
  return textOf(answer, 'id');
}

async function tokenOf(
  resident: string,
  by: TestMerchant = merchant,
): Promise<{ id: string; token: string }> {
  const answer = await ask('resident-tokens', { resident }, by);
  return { id: textOf(answer, 'id'), token: textOf(answer, 'token') };
}

describe('a payment that waits', () => {
  test('is confirmed once, and a second yes says that it was before', async () => {
    const payment = await waiting();
    const first = await ask('payment-answers', { payment, answer: 'confirm' });
    expect(first.body).toMatchObject({ id: payment, status: 'succeeded', ...TWD('5000') });
    const second = await ask('payment-answers', { payment, answer: 'confirm' });
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expectProblem(
      await ask('payment-answers', { payment, answer: 'decline' }),
      409,
      'payment_already_confirmed',
    );
  });

  test('is declined, and moves nothing', async () => {
    const payment = await waiting();
    const declined = await ask('payment-answers', { payment, answer: 'decline' });
    expect(declined.body).toMatchObject({
      status: 'failed',
      money_moved: false,
      failure: { code: 'payment_declined' },
    });
  });

  test("of another merchant's is not there, and neither is one of a resident who is not simulated", async () => {
    const foreign = await ask('payment-answers', { payment: await waiting(other) });
    expectProblem(foreign, 404, 'payment_confirmation_not_found');
    const mei = await createResident(service);
    const { token } = await tokenOf('with_money');
    const looked = await api.get('/v1/wallet', { token: mei.token });
    const payee = await api.post('/v1/payees/lookup', { token, body: { wallet: textOf(looked, 'id') } });
    const sent = { payee: textOf(payee, 'payee'), ...TWD('6000') };
    expect((await api.post('/v1/transfers', { token, body: sent })).status).toBe(201);
    const code = textOf(await api.post('/v1/payment-codes', { token: mei.token, body: {} }), 'code');
    const asked = await api.post('/v1/payments', {
      token: merchant.key,
      body: soldFor(merchant, code, '5000', 'M-1'),
    });
    expect(asked.status).toBe(202);
    const answered = await ask('payment-answers', { payment: textOf(asked, 'id') });
    expectFieldProblem(answered, 404, '/payment', 'payment_confirmation_not_found');
    expect(await balanceOf(service, mei)).toEqual(TWD('6000'));
  });
});

describe('a scanned code', () => {
  test('of a sale is paid once, as the code says', async () => {
    const sale = { ...TWD('70'), terminal: merchant.terminal, order_reference: 'S-1' };
    const shown = await api.post('/v1/shop-codes', { token: merchant.key, body: sale });
    const body = { text: textOf(shown, 'text') };
    const key = 'scan-1';
    const paid = await api.post('/v1/sandbox/scans', { token: merchant.key, key, body });
    expect(paid.body).toMatchObject({ status: 'succeeded', ...TWD('70'), order_reference: 'S-1' });
    const again = await api.post('/v1/sandbox/scans', { token: merchant.key, key, body });
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([paid.body, 'true']);
    expectProblem(await ask('scans', body), 409, 'code_already_paid');
    const other = await api.post('/v1/sandbox/scans', {
      token: merchant.key,
      key,
      body: { ...body, ...TWD('71') },
    });
    expectProblem(other, 422, 'request_id_reused');
    const state = await api.get(`/v1/shop-codes/${textOf(shown, 'id')}`, { token: merchant.key });
    expect(state.body).toMatchObject({ status: 'paid', payment: paid.body.id });
  });

  test('of a sticker needs an amount, and is paid by whoever has it', async () => {
    const sticker = await api.get(`/v1/terminals/${merchant.terminal}/sticker`, { token: merchant.key });
    const text = textOf(sticker, 'text');
    expectFieldProblem(await ask('scans', { text }), 400, '/amount', 'amount_required');
    expect((await ask('scans', { text, ...TWD('55') })).body).toMatchObject(TWD('55'));
    const poor = await ask('scans', { text, resident: 'without_money', ...TWD('55') });
    expectProblem(poor, 402, 'insufficient_funds');
    const frozen = await ask('scans', { text, resident: 'frozen', ...TWD('55') });
    expectProblem(frozen, 409, 'wallet_frozen');
    expectProblem(await ask('scans', { text, resident: 'at_limit', ...TWD('55') }), 409, 'limit_exceeded');
    expect((await ask('scans', { text, resident: 'at_limit', ...TWD('1') })).status).toBe(201);
  });

  test('that is no code of this merchant is not there, and no code at all is malformed', async () => {
    const sticker = await api.get(`/v1/terminals/${other.terminal}/sticker`, { token: other.key });
    const body = { text: textOf(sticker, 'text'), ...TWD('55') };
    expectFieldProblem(await ask('scans', body), 404, '/text', 'shop_code_not_found');
    expectFieldProblem(await ask('scans', { text: 'nothing' }), 400, '/text', 'shop_code_malformed');
  });
});

describe('a simulated resident', () => {
  test('acts by its token, has money of its own for each merchant, and is the same each time', async () => {
    const [first, second] = [await tokenOf('with_money'), await tokenOf('with_money')];
    const theirs = await tokenOf('with_money', other);
    expect([second.id, first.token === second.token]).toEqual([first.id, false]);
    expect(theirs.id).not.toBe(first.id);
    const wallets = await Promise.all(
      [first, second, theirs].map(({ token }) => api.get('/v1/wallet', { token })),
    );
    const [one, same, another] = wallets.map(({ body }) => body.id);
    expect([same === one, another === one]).toEqual([true, false]);
  });

  test('without money has none at the bank, either: a top-up fails', async () => {
    const poor = await tokenOf('without_money');
    const topUp = await api.post('/v1/top-ups', { token: poor.token, body: TWD('100') });
    await expect
      .poll(
        async () => {
          clock.advanceMs(1_000);
          return (await api.get(`/v1/top-ups/${textOf(topUp, 'id')}`, { token: poor.token })).body;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toMatchObject({ status: 'failed', failure: { code: 'insufficient_funds' } });
    expect(await balanceOf(service, poor)).toEqual(TWD('0'));
  });

  test('that somebody has frozen pays again when it is asked for', async () => {
    const { id, token } = await tokenOf('with_money', other);
    expect((await api.post('/v1/wallet/freeze', { token, body: {} })).status).toBe(200);
    const after = await tokenOf('with_money', other);
    expect(after.id).toBe(id);
    expect((await api.get('/v1/wallet', { token })).body.status).toBe('open');
  });

  test('whose wallet was closed is followed by another', async () => {
    const closed = await tokenOf('without_money', other);
    const { token } = closed;
    const body = { pin: '482915' };
    expect((await api.put('/v1/pin', { token, body })).status).toBe(204);
    expect((await api.post('/v1/wallet/closing', { token, body })).status).toBe(202);
    expect((await tokenOf('without_money', other)).id).not.toBe(closed.id);
  });

  test('whose class somebody has lowered is of the highest again', async () => {
    const { id, token } = await tokenOf('with_money', other);
    const lowered = await api.put(`/v1/residents/${id}/assurance`, {
      token: service.operatorToken,
      body: { assurance: 'general' },
    });
    expect(lowered.status).toBe(200);
    expect((await tokenOf('with_money', other)).id).toBe(id);
    const { body } = await api.get('/v1/wallet/limits', { token });
    expect(body.account_class).toMatchObject({ name: 'tw-account-high' });
  });

  test('whose money is all set aside, with no room for more, is followed by another', async () => {
    const keeper = await createMerchant(service, 'Keeper');
    const first = await tokenOf('with_money', keeper);
    for (const amount of ['45000', '50000']) {
      const payment = await waiting(keeper, { amount, capture: 'manual' });
      expect((await ask('payment-answers', { payment }, keeper)).body.status).toBe('authorised');
    }
    expect((await tokenOf('with_money', keeper)).id).not.toBe(first.id);
  });

  test('is met by several at once, and joins once', async () => {
    const newcomer = await createMerchant(service, 'New');
    const ids = await Promise.all([1, 2, 3, 4].map(async () => (await tokenOf('at_limit', newcomer)).id));
    expect(new Set(ids).size).toBe(1);
  });
});

test('what is no simulated resident is named as a field that is wrong', async () => {
  expectFieldProblem(await ask('payment-codes', { resident: 'mei' }), 400, '/resident');
  expectFieldProblem(await ask('payment-codes', { shows: 'torn' }), 400, '/shows');
});
