import { randomUUID } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, paymentBody, showCode } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';

const service = await startTestService();
const { api, clock, operatorToken: operator } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const DAY_MS = 86_400_000;
/** What a process remembers of a token, and so how late it may learn that it was taken away. */
const REMEMBERED_MS = 5_000;

async function makeKey(body: object = {}, token = merchant.key) {
  const made = await api.post('/v1/api-keys', { token, body: { name: 'tills', ...body } });
  return { id: textOf(made, 'id'), key: textOf(made, 'key') };
}

const works = async (token: string) => (await api.get('/v1/api-keys', { token })).status === 200;
const rotate = (id: string, body: object = {}, token = merchant.key) =>
  api.post(`/v1/api-keys/${id}/rotate`, { token, body });
const revoke = (id: string, token = merchant.key) => api.post(`/v1/api-keys/${id}/revoke`, { token });

describe('a key', () => {
  it('may do what its scopes say and nothing else', async () => {
    const { key: token } = await makeKey({ scopes: ['payments:read'] });
    expect((await api.get('/v1/payments', { token })).status).toBe(200);
    expectProblem(await api.get('/v1/api-keys', { token }), 403, 'permission_missing');
    expectProblem(await api.post('/v1/stores', { token, body: { name: 'x' } }), 403, 'permission_missing');
  });

  it('stops when it expires', async () => {
    const { key } = await makeKey({ expires_at: new Date(clock.now().getTime() + DAY_MS).toISOString() });
    expect(await works(key)).toBe(true);
    clock.advanceMs(DAY_MS);
    expectProblem(await api.get('/v1/api-keys', { token: key }), 401, 'unauthorized');
  });

  it('stops within five seconds of being revoked, and stays so', async () => {
    const { id, key } = await makeKey();
    expect(await works(key)).toBe(true);
    expect((await revoke(id)).body).toMatchObject({ id, state: 'revoked' });
    clock.advanceMs(REMEMBERED_MS);
    expectProblem(await api.get('/v1/api-keys', { token: key }), 401, 'unauthorized');
    expectProblem(await rotate(id), 409, 'key_not_active');
    const again = await revoke(id);
    expect([again.status, again.body.state]).toEqual([200, 'revoked']);
  });

  it('is listed without its secret, with when it was used to the minute', async () => {
    const { id, key } = await makeKey();
    const shown = async () => {
      const list = await api.get('/v1/api-keys?limit=100', { token: merchant.key });
      expect(list.text).not.toContain(key);
      return (list.body.data as { id: string; last_used_at: string | null }[]).find((one) => one.id === id);
    };
    expect(await shown()).toMatchObject({ state: 'active', last_used_at: null });
    const used = clock.now().toISOString();
    expect(await works(key)).toBe(true);
    await expect.poll(async () => (await shown())?.last_used_at).toBe(used);
    clock.advanceMs(59_999);
    await works(key);
    clock.advanceMs(1);
    const later = clock.now().toISOString();
    await works(key);
    // Not the use of a moment before: one write a minute.
    await expect.poll(async () => (await shown())?.last_used_at).toBe(later);
  });
});

describe('a rotation', () => {
  it('lets both keys work until the overlap ends, and the new one afterwards', async () => {
    const { id, key } = await makeKey({ scopes: ['merchant:manage', 'payments:read'] });
    const rotated = await rotate(id, { overlap_seconds: 3_600 });
    const fresh = rotated.body.new_key as { id: string; key: string; scopes: string[] };
    expect(fresh.scopes).toEqual(['merchant:manage', 'payments:read']);
    const ends = new Date(clock.now().getTime() + 3_600_000).toISOString();
    expect(rotated.body.old_key_works_until).toBe(ends);
    expect([await works(key), await works(fresh.key)]).toEqual([true, true]);
    clock.advanceMs(3_600_000);
    expect([await works(key), await works(fresh.key)]).toEqual([false, true]);
    expectProblem(await rotate(id), 409, 'key_already_rotated');
  });

  it('of ten at the same moment is one', async () => {
    const { id } = await makeKey();
    const answers = await Promise.all(Array.from({ length: 10 }, () => rotate(id)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'key_already_rotated')).toHaveLength(9);
  });

  it('while the key is in use interrupts no payment, and a retry with the new key is the same payment', async () => {
    const { id, key } = await makeKey();
    const resident = await createResident(service);
    await fund(service, resident, '500');
    const body = paymentBody(merchant, await showCode(service, resident));
    const idempotencyKey = randomUUID();
    const [paid, rotated] = await Promise.all([
      api.post('/v1/payments', { token: key, key: idempotencyKey, body }),
      rotate(id),
    ]);
    expect([paid.status, rotated.status]).toEqual([201, 201]);
    const { key: fresh } = rotated.body.new_key as { key: string };
    const again = await api.post('/v1/payments', { token: fresh, key: idempotencyKey, body });
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([paid.text, 'true']);
  });

  it.each([
    ['more than seven days', 604_801],
    ['less than nothing', -1],
    ['half a second', 0.5],
  ])('with an overlap of %s is refused', async (_what, overlap_seconds) => {
    const { id } = await makeKey();
    expectFieldProblem(await rotate(id, { overlap_seconds }), 400, '/overlap_seconds');
  });
});

describe('what a key may not do', () => {
  it('is making one that may do more, or rotating such a one', async () => {
    const { key: token } = await makeKey({ scopes: ['merchant:manage'] });
    const answer = await api.post('/v1/api-keys', { token, body: { name: 'x' } });
    expectProblem(answer, 403, 'scope_not_held');
    expect(answer.body.scopes).not.toContain('merchant:manage');
    const { id } = await makeKey();
    expectProblem(await rotate(id, {}, token), 403, 'scope_not_held');
  });

  it('is seeing or touching the keys of another merchant', async () => {
    const { id } = await makeKey({}, rival.key);
    for (const other of [id, 'key_00000000000000000000000000', 'key_!']) {
      expectProblem(await rotate(other), 404, 'api_key_not_found');
      expectProblem(await revoke(other), 404, 'api_key_not_found');
    }
    expect((await api.get('/v1/api-keys?limit=100', { token: merchant.key })).text).not.toContain(id);
    expect((await revoke(id, operator)).status).toBe(200);
  });

  it.each([
    ['a scope that is none', { scopes: ['payments:steal'] }, 400, '/scopes/0'],
    ['a scope twice', { scopes: ['payments:read', 'payments:read'] }, 400, '/scopes'],
    ['no scope', { scopes: [] }, 400, '/scopes'],
    ['an end that is no instant', { expires_at: 'tomorrow' }, 400, '/expires_at'],
    ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 422, '/expires_at'],
  ])('is asking for %s', async (_what, change, status, pointer) => {
    const call = { token: merchant.key, body: { name: 'x', ...change } };
    expectFieldProblem(await api.post('/v1/api-keys', call), status, pointer);
  });
});

test('who made, rotated and revoked a key is written down', async () => {
  const { id } = await makeKey();
  await rotate(id);
  await revoke(id, operator);
  const { body } = await api.get('/v1/merchant/events?limit=5', { token: merchant.key });
  const about = (body.data as { actor: string; action: string; subject: string }[]).filter(
    ({ subject }) => subject === id,
  );
  expect(about.map(({ action, actor }) => [action, actor.slice(0, 4)])).toEqual([
    ['api_key.revoked', 'oper'],
    ['api_key.rotated', 'key_'],
    ['api_key.created', 'key_'],
  ]);
});
