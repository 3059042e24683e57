import { describe, expect, it, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { addTill, CAP, cashierAtTill, cashierBody, createCashier, PIN, signIn } from './cashiers.testing.ts';

const service = await startTestService();
const { api, operatorToken: operator } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const resident = await createResident(service);
await fund(service, resident, '9000');

describe('roles', () => {
  /** What somebody asks for, and the status of a yes. */
  const ASKED = {
    charge: async (token: string) => {
      const body = paymentBody(merchant, await showCode(service, resident));
      return api.post('/v1/payments', { token, body });
    },
    read: (token: string) => api.get('/v1/payments', { token }),
    refund: async (token: string) => {
      const paid = await pay(service, resident, merchant);
      const body = { amount: '100', currency: 'TWD' };
      return api.post(`/v1/payments/${textOf(paid, 'id')}/refunds`, { token, body });
    },
    'refund above the cap': async (token: string) => {
      const paid = await pay(service, resident, merchant, '600');
      const body = { amount: '501', currency: 'TWD' };
      return api.post(`/v1/payments/${textOf(paid, 'id')}/refunds`, { token, body });
    },
    'manage cashiers': (token: string) => api.get('/v1/cashiers', { token }),
    'manage keys': (token: string) => api.get('/v1/api-keys', { token }),
    'see the fee': (token: string) => api.get('/v1/merchant', { token }),
    'sign others in': (token: string) => api.post('/v1/cashier-sessions', { token, body: {} }),
  };

  it.each([
    ['cashier', ['charge', 'read']],
    ['shift_lead', ['charge', 'read', 'refund']],
    [
      'manager',
      ['charge', 'read', 'refund', 'refund above the cap', 'manage cashiers', 'manage keys', 'see the fee'],
    ],
  ])('a %s may %j and nothing else', async (role, allowed) => {
    const { token } = await cashierAtTill(service, merchant, role);
    const done: string[] = [];
    for (const [name, ask] of Object.entries(ASKED)) {
      const { status } = await ask(token);
      if (status === 200 || status === 201) done.push(name);
      else expect([name, status]).toEqual([name, 403]);
    }
    expect(done).toEqual(allowed);
  });

  it('hold for the journal, too: a refund says who gave it', async () => {
    const { id, token } = await cashierAtTill(service, merchant, 'shift_lead');
    expect((await ASKED.refund(token)).status).toBe(201);
    const { rows } = await service.database.raw<{ rows: { by: string }[] }>(
      `select reference ->> 'by' as by from book_main.entries
        where purpose = 'refund' order by batch desc, index desc limit 1`,
    );
    expect(rows).toEqual([{ by: id }]);
  });
});

describe('a cashier who is signed in', () => {
  it('is out the moment they are sent away, and so is a sign-in at that moment', async () => {
    const cashier = await cashierAtTill(service, merchant, 'manager');
    const [removed, late] = await Promise.all([
      api.delete(`/v1/cashiers/${cashier.id}`, { token: merchant.key }),
      signIn(service, merchant, cashier),
    ]);
    expect(removed.status).toBe(204);
    const tokens = [cashier.token, ...(late.status === 201 ? [textOf(late, 'token')] : [])];
    for (const token of tokens) {
      expectProblem(await api.get('/v1/cashier', { token }), 401, 'unauthorized');
      const body = paymentBody(merchant, await showCode(service, resident));
      expectProblem(await api.post('/v1/payments', { token, body }), 401, 'unauthorized');
    }
    expectProblem(await signIn(service, merchant, cashier), 403, 'cashier_or_pin_wrong');
  });

  it.each([
    ['another role', { role: 'shift_lead', refund_cap: CAP }],
    ['another PIN', { pin: '590317' }],
  ])('is out with %s, so that it holds at once', async (_what, body) => {
    const cashier = await cashierAtTill(service, merchant, 'cashier');
    const changed = await api.patch(`/v1/cashiers/${cashier.id}`, { token: merchant.key, body });
    expect(changed.status).toBe(200);
    expectProblem(await api.get('/v1/cashier', { token: cashier.token }), 401, 'unauthorized');
  });

  it('stays with another name', async () => {
    const cashier = await cashierAtTill(service, merchant, 'cashier');
    const call = { token: merchant.key, body: { name: 'Wu Mei-ling' } };
    expect((await api.patch(`/v1/cashiers/${cashier.id}`, call)).body).toMatchObject({ name: 'Wu Mei-ling' });
    expect((await api.get('/v1/cashier', { token: cashier.token })).status).toBe(200);
  });

  it('is out when the till is closed, and the till takes no money from the next look on', async () => {
    const till = await addTill(service, merchant);
    const cashier = await cashierAtTill(service, till, 'cashier');
    const closed = await api.post(`/v1/terminals/${till.terminal}/close`, { token: merchant.key });
    expect(closed.body.closed_at).toBe(service.clock.now().toISOString());
    expectProblem(await api.get('/v1/cashier', { token: cashier.token }), 401, 'unauthorized');
    expectProblem(await signIn(service, till, cashier), 409, 'terminal_closed');
  });
});

describe('what a manager may not do', () => {
  const create = (body: unknown, token = merchant.key) => api.post('/v1/cashiers', { token, body });

  it.each([
    [
      'a shift lead without a cap',
      cashierBody('shift_lead', { refund_cap: null }),
      422,
      'refund_cap_missing',
    ],
    ['a cashier with a cap', cashierBody('cashier', { refund_cap: CAP }), 422, 'refund_cap_not_allowed'],
    ['a manager with a cap', cashierBody('manager', { refund_cap: CAP }), 422, 'refund_cap_not_allowed'],
    ['somebody with a PIN that is a row', cashierBody('cashier', { pin: '123456' }), 422, 'pin_too_easy'],
  ])('is taking on %s', async (_whom, body, status, code) => {
    expectProblem(await create(body), status, code);
  });

  it('is taking on two with one number, until the first one has left', async () => {
    const { id, number } = await createCashier(service, merchant, 'cashier');
    expectProblem(await create(cashierBody('cashier', { number })), 409, 'cashier_number_taken');
    expect((await create(cashierBody('cashier', { number }), rival.key)).status).toBe(201);
    await api.delete(`/v1/cashiers/${id}`, { token: merchant.key });
    expect((await create(cashierBody('cashier', { number }))).status).toBe(201);
    const left = await api.get(`/v1/cashiers/${id}`, { token: merchant.key });
    expect(left.body.removed_at).toEqual(expect.any(String));
    const call = { token: merchant.key, body: { name: 'Back' } };
    expectProblem(await api.patch(`/v1/cashiers/${id}`, call), 404, 'cashier_not_found');
  });

  it('is twenty at once with one number', async () => {
    const body = cashierBody('cashier');
    const answers = await Promise.all(Array.from({ length: 20 }, () => create(body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  });

  it('is making somebody more than they are themselves, or taking over somebody who is', async () => {
    const scopes = ['merchant:manage', 'payments:charge', 'payments:read'];
    const made = await api.post('/v1/api-keys', { token: merchant.key, body: { name: 'HR', scopes } });
    const token = textOf(made, 'key');
    const cashier = await createCashier(service, merchant, 'cashier');
    const manager = await createCashier(service, merchant, 'manager');
    expectProblem(await create(cashierBody('manager'), token), 403, 'role_not_held');
    const up = { token, body: { role: 'manager' } };
    expectProblem(await api.patch(`/v1/cashiers/${cashier.id}`, up), 403, 'role_not_held');
    for (const body of [{ pin: '590317' }, { role: 'cashier' }])
      expectProblem(await api.patch(`/v1/cashiers/${manager.id}`, { token, body }), 403, 'role_not_held');
    expect((await create(cashierBody('cashier'), token)).status).toBe(201);
  });

  it.each([
    ['a number with letters', { number: '12a' }, '/number'],
    ['a PIN of five digits', { pin: '48291' }, '/pin'],
    ['a PIN that is a number', { pin: 482_913 }, '/pin'],
    ['a role of its own', { role: 'owner' }, '/role'],
    [
      'a cap below zero',
      { role: 'shift_lead', refund_cap: { amount: '-1', currency: 'TWD' } },
      '/refund_cap/amount',
    ],
    ['a field of ours', { merchant: 'x' }, '/merchant'],
  ])('is sending %s', async (_what, change, pointer) => {
    expectFieldProblem(await create(cashierBody('cashier', change)), 400, pointer);
  });
});

test("another merchant's cashiers are not there", async () => {
  const { id } = await createCashier(service, rival, 'cashier');
  const token = merchant.key;
  for (const path of [
    `/v1/cashiers/${id}`,
    '/v1/cashiers/csh_00000000000000000000000000',
    '/v1/cashiers/csh_!',
  ]) {
    expectProblem(await api.get(path, { token }), 404, 'cashier_not_found');
    expectProblem(await api.patch(path, { token, body: { name: 'x' } }), 404, 'cashier_not_found');
    expectProblem(await api.delete(path, { token }), 404, 'cashier_not_found');
  }
  expect((await api.get('/v1/cashiers', { token: rival.key })).text).toContain(id);
  expect((await api.get('/v1/cashiers?limit=100', { token })).text).not.toContain(id);
});

test('cashiers are for the merchant: neither the operator nor a resident keeps them', async () => {
  for (const token of [operator, resident.token])
    expectProblem(await api.get('/v1/cashiers', { token }), 403, 'wrong_token_kind');
});

test('no PIN is kept readable', async () => {
  await createCashier(service, merchant, 'cashier');
  const { rows } = await service.database.raw<{ rows: { text: string }[] }>(
    `select string_agg(to_jsonb(rows)::text, ' ') as text from transactions.cashiers rows`,
  );
  expect(rows[0]?.text).toContain('$argon2id$');
  expect(rows[0]?.text).not.toContain(`"${PIN}"`);
});
