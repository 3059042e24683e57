import pg from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase, expectChecksHold } from './test-database.ts';

const database = await createTestDatabase();

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a test database has every schema of the city', async () => {
  const rows = await query(database.url, 'select nspname from pg_namespace order by nspname');
  const schemas = rows.map((row) => row.nspname);
  expect(schemas).toEqual(
    expect.arrayContaining(['book_main', 'sandbox_bank', 'settlement', 'transactions']),
  );
});

test('the server is a PostgreSQL between 15 and 18', async () => {
  const [row] = await query(
    database.url,
    "select current_setting('server_version_num')::int / 10000 as major",
  );
  expect(row?.major).toBeGreaterThanOrEqual(15);
});

test('two test databases do not see each other', async () => {
  const other = await createTestDatabase();
  await query(other.url, 'create table public.mine (id int)');
  expect(await query(database.url, "select to_regclass('public.mine') as found")).toEqual([{ found: null }]);
  await other.drop();
});

test('drop may be called twice, and afterwards the database is gone', async () => {
  const other = await createTestDatabase();
  await other.drop();
  await other.drop();
  await expect(query(other.url, 'select 1')).rejects.toThrow(/does not exist/);
});

test('an untouched database breaks no invariant', async () => {
  await expect(expectChecksHold(database.url)).resolves.toBeUndefined();
});
