import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { giveMoney } from '../testing/give-money.ts';
import { createMerchant, fund, pay, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import {
  bankBalance,
  closeWallet,
  closingState,
  createHolder,
  openBankAccount,
  openSafeguarded,
  PIN,
} from './data-rights.testing.ts';

const service = await startTestService({ bank: true });
const { api, operatorToken } = service;
await openSafeguarded(service, '5000');
const merchant = await createMerchant(service);
const DONE = { timeout: 20_000 };

const walletOf = async (token: string) => {
  const { balance, status } = (await api.get('/v1/wallet', { token })).body;
  return { balance, status };
};
const twd = (amount: string) => ({ amount, currency: 'TWD' });

describe('closing a wallet', () => {
  it('pays what is left to the own bank account, and closes for ever', async () => {
    const holder = await createHolder(service, { dollars: 730 });
    await openBankAccount(service, holder.bankAccount);
    const asked = await closeWallet(service, holder);
    expect({ status: asked.status, state: asked.body.state }).toEqual({ status: 202, state: 'paying_out' });
    await expect.poll(() => closingState(service, holder), DONE).toBe('closed');
    expect(await bankBalance(service, holder.bankAccount)).toBe('730');
    expect(await walletOf(holder.token)).toEqual({ balance: twd('0'), status: 'closed' });

    const again = await closeWallet(service, holder);
    expect(again.body).toMatchObject({ id: asked.body.id, state: 'closed' });
    const { finished_at, erased_after } = again.body;
    const years = Number(String(erased_after).slice(0, 4)) - Number(String(finished_at).slice(0, 4));
    expect(years).toBe(5);
    const statement = await api.get('/v1/wallet/statement', { token: holder.token });
    expect(statement.body.data).toMatchObject([{ type: 'withdrawal', amount: '-730', balance: '0' }, {}]);
    expectProblem(
      await api.post('/v1/top-ups', { token: holder.token, body: twd('10') }),
      409,
      'wallet_closed',
    );
    expectProblem(
      await api.post('/v1/wallet/freeze', { token: holder.token, body: {} }),
      409,
      'wallet_closed',
    );
    const { rows } = await service.database.raw<{ rows: { open: bigint }[] }>(
      `select count(*) as open from transactions.wallet_freezes where placed_by = 'closing' and lifted_at is null`,
    );
    expect(rows[0]?.open).toBe(0n);
  });

  it('needs no bank account when nothing is left', async () => {
    const holder = await createHolder(service);
    expect((await closeWallet(service, holder)).status).toBe(202);
    await expect.poll(() => closingState(service, holder), DONE).toBe('closed');
  });

  it('is asked for by four at once, and pays once', async () => {
    const holder = await createHolder(service, { dollars: 20 });
    await openBankAccount(service, holder.bankAccount);
    const asked = await Promise.all(Array.from({ length: 4 }, () => closeWallet(service, holder)));
    expect(new Set(asked.map(({ status, body }) => `${status} ${String(body.id)}`)).size).toBe(1);
    await expect.poll(() => closingState(service, holder), DONE).toBe('closed');
    expect(await bankBalance(service, holder.bankAccount)).toBe('20');
  });

  it('asks for the PIN', async () => {
    const holder = await createHolder(service, { dollars: 20 });
    const none = await api.post('/v1/wallet/closing', { token: holder.token, body: {} });
    expectProblem(none, 403, 'pin_required');
    expectProblem(await closeWallet(service, holder, '281640'), 403, 'pin_wrong');
    expect(await walletOf(holder.token)).toEqual({ balance: twd('20'), status: 'open' });
  });

  it('has not been asked for by most', async () => {
    const { token } = await createHolder(service);
    expectProblem(await api.get('/v1/wallet/closing', { token }), 404, 'wallet_closing_not_found');
  });
});

describe('a wallet in use', () => {
  it('is not closed while money is set aside, and stays open', async () => {
    const holder = await createHolder(service, { dollars: 500 });
    const body = {
      ...paymentBody(merchant, await showCode(service, holder), '120'),
      capture: 'manual',
    };
    const payment = await api.post('/v1/payments', { token: merchant.key, body });
    const refused = await closeWallet(service, holder);
    expectProblem(refused, 409, 'wallet_in_use');
    expect(refused.body.open).toEqual([{ thing: 'authorised_payments', count: 1 }]);
    expect(await walletOf(holder.token)).toMatchObject({ status: 'open' });
    await api.post(`/v1/payments/${textOf(payment, 'id')}/void`, { token: merchant.key, body: {} });
    await openBankAccount(service, holder.bankAccount);
    expect((await closeWallet(service, holder)).status).toBe(202);
    await expect.poll(() => closingState(service, holder), DONE).toBe('closed');
  });

  it('is not closed while a top-up, a transfer or a request is under way', async () => {
    const holder = await createHolder(service, { dollars: 500 });
    const { token } = holder;
    const friend = await createHolder(service, { name: 'Chen Hao' });
    const { id: wallet } = (await api.get('/v1/wallet', { token: friend.token })).body;
    const looked = async () =>
      textOf(await api.post('/v1/payees/lookup', { token, body: { wallet } }), 'payee');
    const at = new Date(service.clock.now().getTime() + 86_400_000).toISOString();
    const transfer = { payee: await looked(), ...twd('10'), at };
    const scheduled = await api.post('/v1/transfers', { token, body: transfer });
    expect(scheduled.status).toBeLessThan(300);
    const payers = [{ payee: await looked(), amount: '10' }];
    await api.post('/v1/money-requests', { token, body: { payers, currency: 'TWD' } });
    const refused = await closeWallet(service, holder);
    expect(refused.body.open).toEqual([
      { thing: 'transfers', count: 1 },
      { thing: 'money_requests', count: 1 },
    ]);
  });

  it('is not closed while it is frozen, by whomever', async () => {
    const holder = await createHolder(service, { dollars: 50 });
    const freeze = { token: operatorToken, body: { reason: 'authority' } };
    await api.post(`/v1/residents/${holder.id}/freeze`, freeze);
    const refused = await closeWallet(service, holder);
    expectProblem(refused, 409, 'wallet_frozen');
    expect(refused.body.frozen_by).toBe('operator');
  });
});

describe('while it is being closed', () => {
  it('pays nothing, cannot be opened, and what still arrives is paid out as well', async () => {
    // Nobody has told the bank of this account yet, but the bank of the safeguarded money is asked only later.
    const holder = await createHolder(service, { dollars: 300 });
    await openBankAccount(service, holder.bankAccount);
    const paid = await pay(service, holder, merchant, '100');
    const asked = await closeWallet(service, holder);
    expect(asked.status).toBe(202);
    const code = await showCode(service, holder);
    const refused = await api.post('/v1/payments', {
      token: merchant.key,
      body: paymentBody(merchant, code),
    });
    expectProblem(refused, 409, 'payment_refused');
    const unfreeze = { token: operatorToken, body: {} };
    const opened = await api.post(`/v1/residents/${holder.id}/unfreeze`, unfreeze);
    expect(opened.status).toBe(409);
    const refund = { token: merchant.key, body: twd('40') };
    const given = await api.post(`/v1/payments/${textOf(paid, 'id')}/refunds`, refund);
    await expect.poll(() => closingState(service, holder), DONE).toBe('closed');
    // The refund came in time or was refused: money is never left behind.
    const expected = given.status === 201 ? '240' : '200';
    expect(await bankBalance(service, holder.bankAccount)).toBe(expected);
  });

  it('a payout that the bank returns is put back, and the wallet is open again', async () => {
    const poor = await createHolder(service, { dollars: 20_000 });
    await openBankAccount(service, poor.bankAccount);
    expect((await closeWallet(service, poor)).status).toBe(202);
    await expect.poll(() => closingState(service, poor), DONE).toBe('returned');
    const { body } = await api.get('/v1/wallet/closing', { token: poor.token });
    expect(body).toMatchObject({ bank_reason: 'AM04', erased_after: null });
    expect(await walletOf(poor.token)).toEqual({ balance: twd('20000'), status: 'open' });
    expect((await pay(service, poor, merchant, '100')).status).toBe(201);
    expect((await closeWallet(service, poor)).body.id).not.toBe(body.id);
  });
});

describe('who has read my record', () => {
  it('tells of staff with their purpose, and of the bank that was told an account', async () => {
    const holder = await createHolder(service);
    const path = `/v1/residents/${holder.id}/record-readings`;
    const fields = ['name', 'phone_number'];
    const reading = { staff: 'chen.yu', purpose: 'support_request', case_reference: 'T-2026-0815', fields };
    const read = await api.post(path, { token: operatorToken, body: reading });
    expect(read.status).toBe(200);
    expect(read.body.fields).toEqual({ name: 'Lin Mei', phone_number: holder.phoneNumber });
    await fund(service, holder, '10');
    const list = () => api.get('/v1/record-accesses', { token: holder.token });
    await expect.poll(async () => ((await list()).body.data as unknown[]).length, DONE).toBeGreaterThan(0);
    const data = (await list()).body.data as Record<string, unknown>[];
    expect(data.at(-1)).toMatchObject({
      reader: 'operator',
      name: 'chen.yu',
      purpose: 'support_request',
      case_reference: 'T-2026-0815',
      fields,
    });
    expect(JSON.stringify(data)).not.toContain('Lin Mei');
  });

  it('tells that somebody looked one up, and not who', async () => {
    const [holder, other] = [await createHolder(service), await createHolder(service, { name: 'Chen Hao' })];
    await api.post('/v1/payees/lookup', { token: other.token, body: { phone: holder.phoneNumber } });
    const { body } = await api.get('/v1/record-accesses', { token: holder.token });
    expect(body.data).toMatchObject([
      { reader: 'resident', name: null, purpose: 'payee_lookup', fields: ['name'] },
    ]);
    expect((await api.get('/v1/record-accesses', { token: other.token })).body.data).toEqual([]);
  });

  it.each([
    ['no purpose', { staff: 'chen.yu', fields: ['name'] }],
    [
      'a story',
      { staff: 'chen.yu', purpose: 'support_request', case_reference: 'Lin Mei called', fields: ['name'] },
    ],
    ['nobody', { purpose: 'support_request', fields: ['name'] }],
    ['nothing to read', { staff: 'chen.yu', purpose: 'support_request', fields: [] }],
    ['a field twice', { staff: 'chen.yu', purpose: 'support_request', fields: ['name', 'name'] }],
  ])('reads nothing for %s', async (_what, body) => {
    const holder = await createHolder(service);
    const path = `/v1/residents/${holder.id}/record-readings`;
    expect((await api.post(path, { token: operatorToken, body })).status).toBe(400);
    expect((await api.get('/v1/record-accesses', { token: holder.token })).body.data).toEqual([]);
  });

  it('is never changed or removed, not even by who may do everything else', async () => {
    for (const change of [
      'update transactions.record_accesses set reader_name = null',
      'delete from transactions.record_accesses',
      'truncate transactions.record_accesses',
    ])
      await expect(service.database.raw(change)).rejects.toThrow(/never changed or removed/);
  });

  it('is listed page by page', async () => {
    const holder = await createHolder(service);
    const path = `/v1/residents/${holder.id}/record-readings`;
    for (const purpose of ['complaint', 'correction', 'fraud_review'])
      await api.post(path, { token: operatorToken, body: { staff: 'chen.yu', purpose, fields: ['name'] } });
    const { token } = holder;
    const first = await api.get('/v1/record-accesses?limit=2', { token });
    expect(first.body.data).toMatchObject([{ purpose: 'fraud_review' }, { purpose: 'correction' }]);
    const cursor = textOf(first, 'next_cursor');
    const rest = await api.get(`/v1/record-accesses?limit=2&cursor=${cursor}`, { token });
    expect(rest.body).toMatchObject({ data: [{ purpose: 'complaint' }], has_more: false });
  });
});

it('an erased resident closes nothing', async () => {
  const holder = await createHolder(service);
  const path = `/v1/residents/${holder.id}/personal-data`;
  expect((await api.delete(path, { token: operatorToken })).status).toBe(204);
  await giveMoney(service, holder.id, 100n);
  const refused = await api.post('/v1/wallet/closing', { token: holder.token, body: { pin: PIN } });
  expectProblem(refused, 403, 'pin_not_set');
});
