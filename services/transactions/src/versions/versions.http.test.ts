import { randomUUID } from 'node:crypto';
import { newSecretToken, newUuid, parsePublicId } from '@tamsui/ids';
import { describe, expect, it, test } from 'vitest';
import { cashierAtTill } from '../cashiers/cashiers.testing.ts';
import type { OpenApiDocument } from '../openapi/describe-api.ts';
import { textOf } from '../testing/api.ts';
import { expectFieldProblem, expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, createResident, fund, pay } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { VERSION_CHANGES } from './changes.ts';

const OLDER = '2026-11-24';
const NEWEST = '2026-12-01';
const HEADER = 'Tamsui-Version';
const twd = (amount: string) => ({ amount, currency: 'TWD' });

const service = await startTestService();
const { api, clock, database, operatorToken: operator } = service;
const merchant = await createMerchant(service);
const rival = await createMerchant(service, 'Ferry Snacks');
const resident = await createResident(service);
await fund(service, resident, '9000');

const inVersion = (version: string) => ({ headers: { [HEADER]: version } });

async function makeKey(body: object = {}) {
  const made = await api.post('/v1/api-keys', { token: merchant.key, body: { name: 'tills', ...body } });
  return { id: textOf(made, 'id'), key: textOf(made, 'key'), version: made.body.api_version };
}

const paidPayment = async () => textOf(await pay(service, resident, merchant, '100'), 'id');
const older = await makeKey({ api_version: OLDER });
const newer = await makeKey();

describe('a key', () => {
  it('keeps the version that was the newest when it was made, unless it asks for another', () => {
    expect([newer.version, older.version]).toEqual([NEWEST, OLDER]);
  });

  it('of before there were versions keeps the first', async () => {
    const { token, hash } = newSecretToken('mk_test');
    await database.raw(
      `insert into transactions.api_keys (id, merchant_id, name, prefix, token_hash, scopes, created_at)
       values (:id, :merchantId, 'old', 'mk_test_0000', :hash, '{payments:read}', now())`,
      { id: newUuid(), merchantId: parsePublicId('mer', merchant.id) ?? '', hash },
    );
    const { status, headers } = await api.get('/v1/payments', { token });
    expect([status, headers.get(HEADER)]).toEqual([200, OLDER]);
  });

  it('is answered in its version, which each answer names, refusals too', async () => {
    for (const [{ key: token }, version] of [[older, OLDER] as const, [newer, NEWEST] as const]) {
      expect((await api.get('/v1/merchant', { token })).headers.get(HEADER)).toBe(version);
      const nothing = await api.get('/v1/refunds/rfd_01k0c3d9v2e8qt4m7x5r6w1zha', { token });
      expect([nothing.status, nothing.headers.get(HEADER)]).toEqual([404, version]);
    }
  });

  it('that takes the place of another has its version', async () => {
    const { id } = await makeKey({ api_version: OLDER });
    const rotated = await api.post(`/v1/api-keys/${id}/rotate`, { token: merchant.key, body: {} });
    expect(rotated.body.new_key).toMatchObject({ api_version: OLDER });
  });

  it('hands its version on to the cashiers that it signs in', async () => {
    const till = { ...merchant, key: older.key };
    const { token } = await cashierAtTill(service, till, 'cashier');
    expect((await api.get('/v1/cashier', { token })).headers.get(HEADER)).toBe(OLDER);
    const other = await cashierAtTill(service, merchant, 'cashier');
    expect((await api.get('/v1/cashier', { token: other.token })).headers.get(HEADER)).toBe(NEWEST);
  });
});

describe('a change of the version of a key', () => {
  const change = (id: string, body: object, token = merchant.key) =>
    api.patch(`/v1/api-keys/${id}`, { token, body });

  it('says what differs, goes for all requests within five seconds, and can be taken back', async () => {
    const { id, key: token } = await makeKey({ api_version: OLDER });
    const spoken = async () => (await api.get('/v1/merchant', { token })).headers.get(HEADER);
    expect(await spoken()).toBe(OLDER);
    const changed = await change(id, { api_version: NEWEST });
    expect(changed.body).toMatchObject({ id, api_version: NEWEST });
    expect(changed.body.changes).toEqual([
      expect.objectContaining({
        version: NEWEST,
        operations: expect.arrayContaining(['createRefund']) as object,
      }),
    ]);
    clock.advanceMs(5_000);
    expect(await spoken()).toBe(NEWEST);
    expect((await change(id, { api_version: OLDER }, operator)).body.changes).toEqual(changed.body.changes);
    clock.advanceMs(5_000);
    expect(await spoken()).toBe(OLDER);
    expect((await change(id, { api_version: OLDER })).body.changes).toEqual([]);
  });

  it('is written down once, with who did it and both versions', async () => {
    const { id } = await makeKey();
    await change(id, { api_version: OLDER });
    await change(id, { api_version: OLDER });
    const { body } = await api.get('/v1/merchant/events?limit=10', { token: merchant.key });
    const noted = (body.data as { action: string; subject: string }[]).filter(
      ({ action, subject }) => action === 'api_key.changed' && subject === id,
    );
    expect(noted).toEqual([
      expect.objectContaining({ facts: { api_version: OLDER, api_version_before: NEWEST } }),
    ]);
  });

  it('is refused for what is no version, no key of theirs, or works no more', async () => {
    const { id } = await makeKey();
    expectFieldProblem(await change(id, { api_version: '2020-01-01' }), 400, '/api_version');
    expectFieldProblem(await change(id, {}), 400, '/api_version');
    expectProblem(await change(id, { api_version: OLDER }, rival.key), 404, 'api_key_not_found');
    await api.post(`/v1/api-keys/${id}/revoke`, { token: merchant.key });
    expectProblem(await change(id, { api_version: OLDER }), 409, 'key_not_active');
  });
});

describe('the header', () => {
  it('goes before what the caller keeps, for whoever asks', async () => {
    const asked = [
      ['/v1/merchant', older.key],
      ['/v1/wallet', resident.token],
      ['/v1/merchants', operator],
      ['/v1/api-versions', undefined],
    ] as const;
    for (const [path, token] of asked) {
      const call = token === undefined ? {} : { token };
      const named = path === '/v1/merchant' ? NEWEST : OLDER;
      const answer = await api.get(path, { ...call, ...inVersion(named) });
      expect([answer.status, answer.headers.get(HEADER)]).toEqual([200, named]);
    }
    const plain = await api.get('/v1/wallet', { token: resident.token });
    expect(plain.headers.get(HEADER)).toBe(NEWEST);
  });

  it.each(['2020-01-01', `${OLDER}, ${NEWEST}`, 'latest', ''])('that says "%s" is refused', async (named) => {
    for (const call of [{ token: older.key }, { token: resident.token }]) {
      const path = call.token === older.key ? '/v1/merchant' : '/v1/wallet';
      const answer = await api.get(path, { ...call, ...inVersion(named) });
      expectFieldProblem(answer, 400, `header:${HEADER}`, 'api_version_unknown');
      expect(answer.body.versions).toEqual([OLDER, NEWEST]);
      expect(answer.body.detail).toContain(`${OLDER} and ${NEWEST}`);
      expect(answer.headers.get(HEADER)).toBeNull();
    }
  });

  it('that names no version moves no money', async () => {
    const path = `/v1/payments/${await paidPayment()}/refunds`;
    const call = { token: merchant.key, body: twd('5') };
    expectProblem(await api.post(path, { ...call, ...inVersion('1') }), 400, 'api_version_unknown');
    expect((await api.get(path, { token: merchant.key })).body.data).toEqual([]);
  });
});

describe('a refund', () => {
  const NEW_REASON = '"reason":{"code":"returned_goods"}';
  const OLD_REASON = '"reason":"returned_goods"';
  const refund = (payment: string, token: string, reason: unknown, key = randomUUID(), more = {}) =>
    api.post(`/v1/payments/${payment}/refunds`, { token, key, body: { ...twd('5'), reason }, ...more });

  it('is asked for and answered in either version, and is the same but for what has changed', async () => {
    const payment = await paidPayment();
    const given = await refund(payment, older.key, 'returned_goods');
    expect(given.status).toBe(201);
    expect(given.text).toContain(OLD_REASON);
    const path = `/v1/refunds/${textOf(given, 'id')}`;
    const [asOlder, asNewer] = await Promise.all(
      [older, newer].map(({ key: token }) => api.get(path, { token })),
    );
    expect(asOlder?.text).toBe(given.text);
    expect(asNewer?.text).toBe(given.text.replace(OLD_REASON, NEW_REASON));
    const list = `/v1/payments/${payment}/refunds`;
    const listed = async (token: string) => (await api.get(list, { token })).text;
    await expect.poll(() => listed(older.key)).toContain(given.text);
    expect(await listed(newer.key)).toContain(asNewer?.text);
  });

  it('without a reason is the same bytes in both', async () => {
    const given = await refund(await paidPayment(), newer.key, undefined);
    const path = `/v1/refunds/${textOf(given, 'id')}`;
    expect((await api.get(path, { token: older.key })).text).toBe(given.text);
  });

  it('is refused when it is asked for in the words of the other version', async () => {
    const payment = await paidPayment();
    const newWords = { code: 'returned_goods' };
    expectFieldProblem(await refund(payment, older.key, newWords), 400, '/reason');
    expectFieldProblem(await refund(payment, newer.key, 'returned_goods'), 400, '/reason');
    expectFieldProblem(await refund(payment, older.key, 'whim'), 400, '/reason');
    expectFieldProblem(await refund(payment, newer.key, { code: 'whim' }), 400, '/reason/code');
    const both = await api.post(`/v1/payments/${payment}/refunds`, {
      token: older.key,
      body: { amount: '-1', currency: 'TWD', reason: newWords, note: 'x' },
    });
    const pointers = (both.body.errors as { pointer: string }[]).map(({ pointer }) => pointer).sort();
    expect(pointers).toEqual(['/amount', '/note', '/reason']);
  });

  it('that is sent again is the bytes of the first answer, whatever its key keeps by then', async () => {
    const payment = await paidPayment();
    const { id, key: token } = await makeKey({ api_version: OLDER });
    const [stated, bare] = [randomUUID(), randomUUID()];
    const first = await refund(payment, token, 'returned_goods', stated);
    const firstBare = await refund(payment, token, undefined, bare);
    await api.patch(`/v1/api-keys/${id}`, { token: merchant.key, body: { api_version: NEWEST } });
    clock.advanceMs(5_000);
    // The older body is none in the newer version: it is refused, and answered in the version in which it was asked for.
    expectFieldProblem(await refund(payment, token, 'returned_goods', stated), 400, '/reason');
    const again = await refund(payment, token, 'returned_goods', stated, inVersion(OLDER));
    expect([again.text, again.headers.get('idempotent-replayed')]).toEqual([first.text, 'true']);
    const againBare = await refund(payment, token, undefined, bare);
    expect([againBare.text, againBare.headers.get('idempotent-replayed')]).toEqual([firstBare.text, 'true']);
    expectProblem(
      await refund(payment, token, { code: 'returned_goods' }, stated),
      422,
      'idempotency_key_reused',
    );
  });
});

/** Of each version, the objects of the description that it has changed. */
const CHANGED_OBJECTS: Readonly<Record<string, readonly string[]>> = { [NEWEST]: ['Refund'] };

test.each(VERSION_CHANGES)('what $version has changed is changed wherever it is answered', async (change) => {
  const document = (await api.get('/openapi.json')).body as unknown as OpenApiDocument;
  const objects = document.components.schemas ?? {};
  const changed = CHANGED_OBJECTS[change.version] ?? [];
  expect(changed.length).toBeGreaterThan(0);
  const reaches = (part: unknown, seen: readonly string[] = []): boolean =>
    [...JSON.stringify(part).matchAll(/#\/components\/schemas\/(\w+)/g)].some(
      ([, name = '']) =>
        changed.includes(name) || (!seen.includes(name) && reaches(objects[name], [...seen, name])),
    );
  const answering = service.routes.filter(({ path, method }) => {
    const operation = document.paths[path.replace(':id', '{id}')]?.[method];
    return reaches(operation?.responses);
  });
  // What a stream carries is told in the version of its reader, message by message.
  const names = answering.map(({ operation }) => operation).filter((name) => name !== 'streamEvents');
  expect(names.sort()).toEqual(Object.keys(change.answers).sort());
  const known = new Set(service.routes.map(({ operation }) => operation));
  expect(Object.keys(change.bodies).filter((name) => !known.has(name))).toEqual([]);
});

test('everybody may read which versions there are and what each has changed', async () => {
  const { status, body } = await api.get('/v1/api-versions');
  expect([status, body.current, body.versions]).toEqual([200, NEWEST, [OLDER, NEWEST]]);
  const [change] = body.changes as { version: string; tells: string[] }[];
  expect(change?.version).toBe(NEWEST);
  expect(change?.tells.join(' ')).toContain('`reason` of a refund');
});

test('the description tells of the header, of the versions and of what each has changed, for people too', async () => {
  const document = JSON.stringify((await api.get('/openapi.json')).body);
  expect(document).toContain(`"version":"${NEWEST}"`);
  expect(document).toContain('## Versions');
  const page = await (await fetch(`${service.url}/docs`)).text();
  expect(page).toContain('<h2>Versions</h2>');
  expect(page).toContain(`<li><code>${NEWEST}</code>: The <code>reason</code> of a refund is an object`);
});
