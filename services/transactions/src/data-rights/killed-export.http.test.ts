import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase, startServices } from '@tamsui/testing';
import { unzipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { createApi, textOf } from '../testing/api.ts';
import { PIN } from './data-rights.testing.ts';

const { url: databaseUrl } = await createTestDatabase();
const city = await startServices({ databaseUrl });
const database = createDatabase({
  connectionString: databaseUrl,
  applicationName: 'killed-export-test',
  poolSize: 2,
  logger: createLogger('test', 'silent'),
});
afterAll(async () => {
  await city.stop();
  await database.destroy();
});
const api = createApi(city.urls.transactions);
/** A lease of fifteen seconds, and some for starting. */
const WAIT = { timeout: 50_000, interval: 250 };

async function createResident(): Promise<string> {
  const body = { name: 'Lin Mei', bank_account: '0081234567890' };
  const created = await api.post('/v1/residents', { token: city.secrets.operatorToken, body });
  const token = textOf(created, 'token');
  expect((await api.put('/v1/pin', { token, body: { pin: PIN } })).status).toBe(204);
  return token;
}

test('an export whose process is killed in the middle is there within a minute all the same', async () => {
  const token = await createResident();
  const { transactions } = city.services;
  const status = async (id: string) => (await api.get(`/v1/data-exports/${id}`, { token })).body.status;
  // Whoever reads payments waits, so the export stands in the middle.
  const lock = await database.transaction();
  await lock.raw('lock table transactions.captures in access exclusive mode');
  const startedMs = performance.now();
  const id = textOf(await api.post('/v1/data-exports', { token, body: { pin: PIN } }), 'id');
  await expect.poll(() => status(id), WAIT).toBe('running');
  await transactions.kill();
  await lock.rollback();
  await transactions.restart();
  await expect.poll(() => status(id), WAIT).toBe('ready');
  expect(performance.now() - startedMs).toBeLessThan(60_000);
  const archive = await fetch(`${city.urls.transactions}/v1/data-exports/${id}/archive`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  expect(Object.keys(files)).toContain('profile.json');
}, 120_000);

test('an archive of twenty thousand rows is ready within a minute', async () => {
  const token = await createResident();
  const many = 20_000;
  // Straight into the lists: what counts is how much is read and packed.
  await database.raw(
    `insert into transactions.record_accesses (id, resident_id, reader, reader_name, purpose, fields, accessed_at)
     select gen_random_uuid(), tokens.resident_id, 'operator', 'chen.yu', 'support_request', '{name}', now()
       from transactions.resident_tokens tokens, generate_series(1, :many)
      where tokens.token_hash = sha256(cast(:token as bytea))`,
    { many, token: Buffer.from(token) },
  );
  const startedMs = performance.now();
  const id = textOf(await api.post('/v1/data-exports', { token, body: { pin: PIN } }), 'id');
  const asked = async () => (await api.get(`/v1/data-exports/${id}`, { token })).body.status;
  await expect.poll(asked, WAIT).toBe('ready');
  expect(performance.now() - startedMs).toBeLessThan(60_000);
}, 120_000);
