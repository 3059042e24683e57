import { expect, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock, operatorToken: operator } = service;
const rival = await createMerchant(service, 'Ferry Snacks');

test('a merchant opens stores and tills itself, and lists them', async () => {
  const { key: token, store: first } = await createMerchant(service);
  const store = textOf(await api.post('/v1/stores', { token, body: { name: 'Old Street' } }), 'id');
  const till = await api.post(`/v1/stores/${store}/terminals`, { token, body: { name: 'Till 1' } });
  expect(till.body).toMatchObject({ store, closed_at: null });
  const stores = (await api.get('/v1/stores', { token })).body.data as { id: string }[];
  expect(stores.map(({ id }) => id).sort()).toEqual([first, store].sort());
  expect((await api.get(`/v1/stores/${store}/terminals`, { token })).body.data).toEqual([till.body]);
});

test('a till that is closed takes no money within five seconds, and a retry keeps its answer', async () => {
  const merchant = await createMerchant(service);
  const resident = await createResident(service);
  await fund(service, resident, '500');
  const { key: token } = merchant;
  const body = paymentBody(merchant, await showCode(service, resident));
  const call = { token, key: 'before-it-was-closed', body };
  const paid = await api.post('/v1/payments', call);
  expect(paid.status).toBe(201);
  const closed = await api.post(`/v1/terminals/${merchant.terminal}/close`, { token });
  expect(closed.body.closed_at).toBe(clock.now().toISOString());
  clock.advanceMs(5_000);
  const late = paymentBody(merchant, await showCode(service, resident));
  expectProblem(await api.post('/v1/payments', { token, body: late }), 409, 'terminal_closed');
  expect((await api.post('/v1/payments', call)).text).toBe(paid.text);
  expect((await api.post(`/v1/terminals/${merchant.terminal}/close`, { token })).text).toBe(closed.text);
});

test('a store closes with its tills, and gets no more of them', async () => {
  const { key: token, store } = await createMerchant(service);
  const body = { name: 'Till 2' };
  await api.post(`/v1/stores/${store}/terminals`, { token, body });
  const closed = await api.post(`/v1/stores/${store}/close`, { token });
  expect(closed.status).toBe(200);
  const tills = (await api.get(`/v1/stores/${store}/terminals`, { token })).body.data as object[];
  expect(tills).toHaveLength(2);
  for (const till of tills) expect(till).toMatchObject({ closed_at: closed.body.closed_at });
  expectProblem(await api.post(`/v1/stores/${store}/terminals`, { token, body }), 409, 'store_closed');
});

test('closing a store while tills are added leaves none of them open', async () => {
  const { key: token, store } = await createMerchant(service);
  const add = () => api.post(`/v1/stores/${store}/terminals`, { token, body: { name: 'x' } });
  await Promise.all([add(), add(), add(), api.post(`/v1/stores/${store}/close`, { token }), add(), add()]);
  const tills = (await api.get(`/v1/stores/${store}/terminals`, { token })).body.data as object[];
  for (const till of tills) expect(till).not.toMatchObject({ closed_at: null });
});

test("another merchant's stores and tills are not there, for the operator all are", async () => {
  const { key: token } = await createMerchant(service);
  const body = { name: 'x' };
  for (const store of [rival.store, 'sto_00000000000000000000000000', 'sto_!']) {
    expectProblem(await api.post(`/v1/stores/${store}/close`, { token }), 404, 'store_not_found');
    expectProblem(await api.get(`/v1/stores/${store}/terminals`, { token }), 404, 'store_not_found');
    expectProblem(await api.post(`/v1/stores/${store}/terminals`, { token, body }), 404, 'store_not_found');
  }
  for (const till of [rival.terminal, 'ter_00000000000000000000000000']) {
    expectProblem(await api.post(`/v1/terminals/${till}/close`, { token }), 404, 'terminal_not_found');
  }
  const shown = await api.get(`/v1/merchants/${rival.id}/stores`, { token: operator });
  expect(shown.body.data).toMatchObject([{ id: rival.store, closed_at: null }]);
  expect((await api.post(`/v1/terminals/${rival.terminal}/close`, { token: operator })).status).toBe(200);
});
