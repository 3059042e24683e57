import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { addTill, cashierAtTill, createCashier, PIN, signIn } from './cashiers.testing.ts';

const service = await startTestService();
const { api } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const resident = await createResident(service);

describe('a sign-in', () => {
  it('shows the token once, for this till, until twelve hours are over', async () => {
    const cashier = await createCashier(service, merchant, 'cashier');
    const at = service.clock.now();
    const signedIn = await signIn(service, merchant, cashier);
    expect(signedIn.body).toMatchObject({
      token: expect.stringMatching(/^cs_test_[0-9a-z]{58}$/) as string,
      terminal: merchant.terminal,
      expires_at: new Date(at.getTime() + 43_200_000).toISOString(),
      cashier: { id: cashier.id, role: 'cashier', permissions: ['payments:charge', 'payments:read'] },
    });
    const token = textOf(signedIn, 'token');
    expect((await api.get('/v1/cashier', { token })).body).toMatchObject({ id: cashier.id });
    const { rows } = await service.database.raw<{ rows: { text: string }[] }>(
      `select string_agg(to_jsonb(rows)::text, ' ') as text from transactions.cashier_sessions rows`,
    );
    expect(rows[0]?.text).not.toContain(token);
    service.clock.advanceMs(43_199_999);
    expect((await api.get('/v1/cashier', { token })).status).toBe(200);
    service.clock.advanceMs(1);
    expectProblem(await api.get('/v1/cashier', { token }), 401, 'unauthorized');
  });

  it('is for one till: at another one the cashier takes no money', async () => {
    const { token } = await cashierAtTill(service, merchant, 'manager');
    const other = await addTill(service, merchant);
    const body = paymentBody(other, await showCode(service, resident));
    expectProblem(await api.post('/v1/payments', { token, body }), 403, 'other_terminal');
  });

  it('signs out whoever was at the till', async () => {
    const first = await cashierAtTill(service, merchant, 'cashier');
    const second = await cashierAtTill(service, merchant, 'cashier');
    expectProblem(await api.get('/v1/cashier', { token: first.token }), 401, 'unauthorized');
    expect((await api.get('/v1/cashier', { token: second.token })).status).toBe(200);
  });

  it('of ten at one till at the same moment leaves one there', async () => {
    const cashiers = await Promise.all(
      Array.from({ length: 10 }, () => createCashier(service, merchant, 'cashier')),
    );
    const answers = await Promise.all(cashiers.map((cashier) => signIn(service, merchant, cashier)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    const looks = await Promise.all(
      answers.map((answer) => api.get('/v1/cashier', { token: textOf(answer, 'token') })),
    );
    expect(looks.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('ends with the sign-out, at once', async () => {
    const { token } = await cashierAtTill(service, merchant, 'cashier');
    expect((await api.post('/v1/cashier/sign-out', { token })).status).toBe(204);
    expectProblem(await api.get('/v1/cashier', { token }), 401, 'unauthorized');
    expectProblem(await api.post('/v1/cashier/sign-out', { token }), 401, 'unauthorized');
  });

  it('needs a key that may, and no more than that', async () => {
    const cashier = await createCashier(service, merchant, 'cashier');
    const body = { name: 'on the till', scopes: ['cashiers:sign_in'] };
    const made = await api.post('/v1/api-keys', { token: merchant.key, body });
    const till = { ...merchant, key: textOf(made, 'key') };
    expect((await signIn(service, till, cashier)).status).toBe(201);
    expectProblem(await api.get('/v1/payments', { token: till.key }), 403, 'permission_missing');
  });

  it.each([
    ['a wrong PIN', { pin: '918273' }, 403, 'cashier_or_pin_wrong'],
    ['a number of nobody', { number: '1' }, 403, 'cashier_or_pin_wrong'],
    ["another merchant's till", { terminal: rival.terminal }, 404, 'terminal_not_found'],
    ['a till of nobody', { terminal: 'ter_00000000000000000000000000' }, 404, 'terminal_not_found'],
  ])('with %s is refused', async (_what, change, status, code) => {
    const { number } = await createCashier(service, merchant, 'cashier');
    const body = { terminal: merchant.terminal, number, pin: PIN, ...change };
    expectProblem(await api.post('/v1/cashier-sessions', { token: merchant.key, body }), status, code);
  });

  it("with another merchant's number is refused", async () => {
    const cashier = await createCashier(service, rival, 'cashier');
    expectProblem(await signIn(service, merchant, cashier), 403, 'cashier_or_pin_wrong');
  });

  it('is not what a key has', async () => {
    for (const path of ['/v1/cashier/sign-out', '/v1/cashier/pin']) {
      const body = path.endsWith('pin') ? { pin: PIN, current_pin: PIN } : {};
      expectProblem(await api.post(path, { token: merchant.key, body }), 403, 'not_a_cashier');
    }
    expectProblem(await api.get('/v1/cashier', { token: merchant.key }), 403, 'not_a_cashier');
  });
});

describe('wrong PINs', () => {
  it('lock the number after five, for longer each time, and the right one does not help', async () => {
    const cashier = await createCashier(service, merchant, 'cashier');
    for (const wrong of ['111222', '111223', '111224', '111225'])
      expectProblem(await signIn(service, merchant, cashier, wrong), 403, 'cashier_or_pin_wrong');
    for (const minutes of [15, 30]) {
      let answer = await signIn(service, merchant, cashier, '111226');
      for (let more = 0; more < 4 && answer.body.code === 'cashier_or_pin_wrong'; more++)
        answer = await signIn(service, merchant, cashier, '111226');
      expectProblem(answer, 403, 'cashier_locked');
      const until = new Date(service.clock.now().getTime() + minutes * 60_000);
      expect(answer.body.locked_until).toBe(until.toISOString());
      expectProblem(await signIn(service, merchant, cashier), 403, 'cashier_locked');
      service.clock.advanceMs(minutes * 60_000);
    }
    expect((await signIn(service, merchant, cashier)).status).toBe(201);
  });

  it('are counted exactly when thirty come at once: five are looked at', async () => {
    const cashier = await createCashier(service, merchant, 'cashier');
    const guesses = Array.from({ length: 30 }, () => signIn(service, merchant, cashier, '918273'));
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ body }) => body.code === 'cashier_or_pin_wrong')).toHaveLength(4);
    expect(answers.filter(({ body }) => body.code === 'cashier_locked')).toHaveLength(26);
  });

  it('are forgotten when a manager sets a new one', async () => {
    const cashier = await createCashier(service, merchant, 'cashier');
    for (let times = 0; times < 5; times++) await signIn(service, merchant, cashier, '918273');
    const call = { token: merchant.key, body: { pin: '590317' } };
    expect((await api.patch(`/v1/cashiers/${cashier.id}`, call)).status).toBe(200);
    expectProblem(await signIn(service, merchant, cashier), 403, 'cashier_or_pin_wrong');
    expect((await signIn(service, merchant, cashier, '590317')).status).toBe(201);
  });

  it('count when a cashier chooses a PIN of their own, too', async () => {
    const cashier = await cashierAtTill(service, merchant, 'cashier');
    const change = (current_pin: string, pin: string) =>
      api.post('/v1/cashier/pin', { token: cashier.token, body: { current_pin, pin } });
    expectProblem(await change('918273', '590317'), 403, 'cashier_or_pin_wrong');
    expectProblem(await change(PIN, '123456'), 422, 'pin_too_easy');
    expect((await change(PIN, '590317')).status).toBe(204);
    expectProblem(await signIn(service, merchant, cashier), 403, 'cashier_or_pin_wrong');
    expect((await signIn(service, merchant, cashier, '590317')).status).toBe(201);
  });
});
