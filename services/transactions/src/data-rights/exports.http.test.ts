import { createHash, createPublicKey, verify } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '../testing/api.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { createMerchant, fund, pay, type TestResident } from '../testing/people.ts';
import { startTestService } from '../testing/test-service.ts';
import { createHolder, PIN } from './data-rights.testing.ts';
import { EXPORT_AREAS } from './export-area.ts';
import { NOT_EXPORTED } from './not-exported.ts';

const service = await startTestService();
const { api, database, operatorToken, url } = service;
const merchant = await createMerchant(service);
const SECOND = { timeout: 20_000 };

const ask = ({ token }: TestResident) => api.post('/v1/data-exports', { token, body: { pin: PIN } });
const stateOf = async ({ token }: TestResident, id: string) =>
  (await api.get(`/v1/data-exports/${id}`, { token })).body.status;

async function fetchArchive({ token }: TestResident, id: string): Promise<Response> {
  return fetch(`${url}/v1/data-exports/${id}/archive`, { headers: { authorization: `Bearer ${token}` } });
}

async function exported(holder: TestResident): Promise<Record<string, Uint8Array>> {
  const id = textOf(await ask(holder), 'id');
  await expect.poll(() => stateOf(holder, id), SECOND).toBe('ready');
  const answer = await fetchArchive(holder, id);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}

function rowsOf(files: Record<string, Uint8Array>, name: string): Record<string, unknown>[] {
  return JSON.parse(strFromU8(files[`${name}.json`] ?? new Uint8Array())) as Record<string, unknown>[];
}

describe('an export', () => {
  it('has what a resident has done and told, in the clear, and no secret', async () => {
    const holder = await createHolder(service, { dollars: 500, name: '=王小婷' });
    const { token } = holder;
    const friend = await createHolder(service, { name: 'Chen Hao' });
    await fund(service, holder, '70');
    const paid = textOf(await pay(service, holder, merchant, '120'), 'id');
    const { id: wallet } = (await api.get('/v1/wallet', { token: friend.token })).body;
    const payee = textOf(await api.post('/v1/payees/lookup', { token, body: { wallet } }), 'payee');
    const transfer = { payee, amount: '10', currency: 'TWD', message: '謝謝你的茶' };
    const sent = textOf(await api.post('/v1/transfers', { token, body: transfer }), 'id');
    const path = `/v1/residents/${holder.id}/record-readings`;
    const reading = { staff: 'chen.yu', purpose: 'complaint', fields: ['name'] };
    await api.post(path, { token: operatorToken, body: reading });
    // Payments are listed from the feed, a moment later.
    const listed = async () => (await api.get(`/v1/payments`, { token: merchant.key })).text.includes(paid);
    await expect.poll(listed, SECOND).toBe(true);

    const files = await exported(holder);
    const { bankAccount, phoneNumber } = holder;
    expect(rowsOf(files, 'profile')).toEqual([
      { name: '=王小婷', bank_account: bankAccount, phone_number: phoneNumber },
    ]);
    expect(rowsOf(files, 'payments')).toMatchObject([
      { id: paid, amount: '120', merchant: 'Old Street Tea' },
    ]);
    expect(rowsOf(files, 'events')).toContainEqual(
      expect.objectContaining({
        type: 'payment.succeeded',
        object_version: 1,
        data: expect.objectContaining({ id: paid, amount: '120', merchant: 'Old Street Tea' }),
      }),
    );
    expect(rowsOf(files, 'transfers')).toMatchObject([
      { id: sent, direction: 'sent', amount: '10', details: { message: '謝謝你的茶' } },
    ]);
    expect(rowsOf(files, 'top-ups')).toMatchObject([{ amount: '70', debtor_account: bankAccount }]);
    expect(rowsOf(files, 'statement').map(({ amount }) => amount)).toEqual(['500', '70', '-120', '-10']);
    expect(rowsOf(files, 'record-accesses')).toContainEqual(
      expect.objectContaining({ reader_name: 'chen.yu', purpose: 'complaint' }),
    );
    expect(strFromU8(files['profile.csv'] ?? new Uint8Array())).toContain("\r\n'=王小婷,");
    expect(strFromU8(files['README.txt'] ?? new Uint8Array())).toMatch(/個人資料[\s\S]*Your data/);
    const all = Object.values(files).map((file) => Buffer.from(file).toString('utf8'));
    const text = all.join('\n');
    expect(text).not.toMatch(/argon2|token_hash|wrapped_key|sealed_secret/);
    expect(text).not.toContain('Chen Hao');
    const { rows } = await database.raw<{ rows: { id: string }[] }>('select id from transactions.residents');
    const ids = rows.map(({ id }) => id).filter((id) => text.includes(id));
    expect(ids).toEqual([]);
  });

  it('says of every file what its hash is, under a signature by a published key', async () => {
    const files = await exported(await createHolder(service, { dollars: 5 }));
    const manifest = Buffer.from(files['manifest.json'] ?? new Uint8Array());
    const told = JSON.parse(manifest.toString('utf8')) as {
      signature: { key_id: string };
      files: { path: string; sha256: string }[];
    };
    for (const { path, sha256 } of told.files) {
      const content = files[path] ?? new Uint8Array();
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(sha256);
    }
    const named = [...told.files.map(({ path }) => path), 'manifest.json', 'manifest.sig'];
    expect(Object.keys(files).sort()).toEqual(named.sort());
    const { keys } = (await api.get('/v1/data-export-keys')).body as { keys: Record<string, string>[] };
    const jwk = keys.find(({ kid }) => kid === told.signature.key_id);
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: jwk?.x ?? '' }, format: 'jwk' });
    const signature = Buffer.from(files['manifest.sig'] ?? new Uint8Array());
    expect(verify(null, manifest, key, signature)).toBe(true);
    expect(verify(null, Buffer.concat([manifest, Buffer.from(' ')]), key, signature)).toBe(false);
  });

  it('is one at a time, asks for the PIN, and is nobody else’s', async () => {
    const [holder, other] = [await createHolder(service), await createHolder(service)];
    const none = await api.post('/v1/data-exports', { token: holder.token, body: {} });
    expectProblem(none, 403, 'pin_required');
    const asked = await Promise.all([ask(holder), ask(holder), ask(holder)]);
    expect(asked.map(({ status }) => status)).toEqual([202, 202, 202]);
    const id = textOf(asked[0], 'id');
    await expect.poll(() => stateOf(holder, id), SECOND).toBe('ready');
    for (const path of [`/v1/data-exports/${id}`, `/v1/data-exports/${id}/archive`]) {
      const answer = await api.get(path, { token: other.token });
      expectProblem(answer, 404, 'data_export_not_found');
    }
    expect((await api.get('/v1/data-exports', { token: other.token })).body.data).toEqual([]);
    expect((await fetchArchive(holder, id)).status).toBe(200);
  });

  it('is unreadable in the database, and gone after a day', async () => {
    const holder = await createHolder(service, { name: 'Canary Wangolino' });
    const id = textOf(await ask(holder), 'id');
    await expect.poll(() => stateOf(holder, id), SECOND).toBe('ready');
    const kept = await database.raw<{ rows: { sealed: Buffer }[] }>(
      'select sealed from transactions.data_export_archives',
    );
    for (const { sealed } of kept.rows) {
      expect(sealed.subarray(0, 64).includes('PK')).toBe(false);
      expect(() => unzipSync(new Uint8Array(sealed))).toThrow();
    }
    service.clock.setTo(new Date(service.clock.now().getTime() + 86_400_001));
    expect((await fetchArchive(holder, id)).status).toBe(410);
    await expect.poll(() => stateOf(holder, id), SECOND).toBe('expired');
    const left = await database.raw<{ rows: unknown[] }>('select 1 from transactions.data_export_archives');
    expect(left.rows).toEqual([]);
  });

  it('whose maker was killed is made by another one when the lease is over', async () => {
    const holder = await createHolder(service);
    const { rows } = await database.raw<{ rows: { id: string }[] }>(
      `insert into transactions.data_exports (id, resident_id, status, requested_at, lease_until, attempts)
       select gen_random_uuid(), wallets.resident_id, 'running', cast(:now as timestamptz),
              cast(:now as timestamptz) + interval '15 seconds', 1
         from transactions.wallets wallets
         join transactions.resident_tokens tokens on tokens.resident_id = wallets.resident_id
        where tokens.token_hash = sha256(cast(:token as bytea))
       returning id`,
      { now: service.clock.now(), token: Buffer.from(holder.token) },
    );
    expect(rows).toHaveLength(1);
    const id = textOf(await ask(holder), 'id');
    expect(await stateOf(holder, id)).toBe('running');
    service.clock.setTo(new Date(service.clock.now().getTime() + 16_000));
    await expect.poll(() => stateOf(holder, id), SECOND).toBe('ready');
  });

  it('of an erased resident cannot be opened by anybody', async () => {
    const holder = await createHolder(service);
    const id = textOf(await ask(holder), 'id');
    await expect.poll(() => stateOf(holder, id), SECOND).toBe('ready');
    await api.delete(`/v1/residents/${holder.id}/personal-data`, { token: operatorToken });
    expect((await fetchArchive(holder, id)).status).toBe(410);
  });
});

it('every table is in the export, or on the list of those that are not, with a reason', async () => {
  const { rows } = await database.raw<{ rows: { name: string }[] }>(
    `select table_name as name from information_schema.tables
      where table_schema = 'transactions' and table_type = 'BASE TABLE' order by table_name`,
  );
  const shown = new Set(EXPORT_AREAS.flatMap(({ tables }) => tables));
  const undecided = rows
    .map(({ name }) => name)
    .filter((name) => !shown.has(name) && !(name in NOT_EXPORTED));
  expect(undecided).toEqual([]);
  const there = new Set(rows.map(({ name }) => name));
  const vanished = [...shown, ...Object.keys(NOT_EXPORTED)].filter((name) => !there.has(name));
  expect(vanished).toEqual([]);
  expect(Object.keys(NOT_EXPORTED).filter((name) => shown.has(name))).toEqual([]);
});

it('outside the service nothing names a person: the book and the settlement know accounts alone', async () => {
  const { rows } = await database.raw<{ rows: { place: string }[] }>(
    `select table_schema || '.' || table_name || '.' || column_name as place
       from information_schema.columns
      where table_schema in ('book_main', 'settlement', 'notary')
        and (column_name ~ 'resident|phone|device|person' or column_name ~ '(^|_)name$')`,
  );
  const named = rows.map(({ place }) => place).filter((place) => !NAMES_OF_BUSINESSES.has(place));
  expect(named.filter((place) => !/\.migrations(_lock)?\./.test(place))).toEqual([]);
});

/** Names of shops and of who is paid for them. */
const NAMES_OF_BUSINESSES = new Set([
  'settlement.merchants.name',
  'settlement.merchants.holder_name',
  'settlement.payouts.holder_name',
  'settlement.payouts.merchant_name',
]);
