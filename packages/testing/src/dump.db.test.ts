import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase, withDatabase } from '@tamsui/local-city/postgres';
import pg from 'pg';
import { afterAll, expect, it } from 'vitest';
import { findDumpWay, ROWS_AS_JSON } from './dump.ts';
import { administer } from './server-administration.ts';
import { createTestDatabase } from './test-database.ts';

const SCHEMAS = ['book_main', 'transactions'];
const test = await createTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'tamsui-dump-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Values of the kinds that are easily bent on their way: member order, instants, large numbers, bytes, lists, blank lines. */
const ROWS = `
  insert into transactions.residents values ('0190aaaa-0000-7000-8000-000000000001', '2026-03-01T00:00:00.123456Z', 'gold');
  insert into transactions.record_accesses
    select '0190aaaa-0000-7000-8000-000000000002', id, 'operator', 'chen', 'correction', null, '{name,"bank account"}', created_at
      from transactions.residents;
  insert into transactions.events
    values (1, '0190aaaa-0000-7000-8000-000000000003', 'a.b', 'c', '0190aaaa-0000-7000-8000-000000000004', 1,
            null, null, '0190aaaa-0000-7000-8000-000000000001', '{"z": "two\\n\\nlines and \\\\ 王", "a":1}', now());
  insert into transactions.personal_keys
    values ('0190aaaa-0000-7000-8000-000000000001', 'k', '\\x00ff5c0a', now());
  update transactions.event_head set last_sequence = 1;
  insert into transactions.capped_refunds
    values ('0190aaaa-0000-7000-8000-000000000005', '0190aaaa-0000-7000-8000-000000000006', 'kaaaaaaaa', 9007199254740993, now());
`;

const ways = [await findDumpWay(test.url), ROWS_AS_JSON].map((way) => [way.name, way] as const);

it.each(ways)('a database that is dumped and restored by %s is the same to the row', async (_name, way) => {
  await administer(
    test.url,
    `do $$ begin if not exists (select from transactions.residents) then ${ROWS} end if; end $$`,
  );
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  await way.dump(test.url, first, SCHEMAS);
  const name = `tamsui_test_${randomBytes(6).toString('hex')}`;
  await ensureDatabase(test.url, name);
  const url = withDatabase(test.url, name);
  try {
    await way.restore(url, first, SCHEMAS);
    expect(await allRows(url)).toEqual(await allRows(test.url));
    await way.dump(url, second, SCHEMAS);
    expect(bare(second)).toEqual(bare(first));
    expect(bare(first)).toContain('9007199254740993');
  } finally {
    await administer(test.url, `drop database ${name} with (force)`);
  }
});

/** Without the word that newer programs draw by lot for each dump. */
function bare(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/^\\(un)?restrict .*$/gm, '');
}

async function allRows(url: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tables = [
      'residents',
      'record_accesses',
      'events',
      'personal_keys',
      'capped_refunds',
      'event_head',
    ];
    const texts = tables.map(
      (table) => `select '${table}', cast(row as text) from transactions.${table} row`,
    );
    return (await client.query(texts.join(' union all '))).rows;
  } finally {
    await client.end();
  }
}
