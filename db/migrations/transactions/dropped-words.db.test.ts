import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@tamsui/testing';
import knexFactory from 'knex';
import { afterAll, expect, test } from 'vitest';
import { droppedWordsLeaveTheFiles } from './096-dropped-words-leave-the-files.ts';

const { url } = await createTestDatabase();
const knex = knexFactory({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
afterAll(() => knex.destroy());

/** Whether a table's file on the disk holds a word. */
async function holds(table: string, word: string): Promise<boolean> {
  await knex.raw('checkpoint');
  const { rows } = await knex.raw<{ rows: { held: boolean }[] }>(
    `select position(convert_to(?, 'UTF8') in pg_read_binary_file(pg_relation_filepath(?))) > 0 as held`,
    [word, `transactions.${table}`],
  );
  return rows[0]?.held === true;
}

test('what a dropped column held is in the file until the table is written anew, and the rest stays', async () => {
  const word = `canary-${randomUUID()}`;
  const id = randomUUID();
  await knex.raw('alter table transactions.residents add column spoken text');
  await knex.raw(
    'insert into transactions.residents (id, assurance, created_at, spoken) values (?, ?, now(), ?)',
    [id, 'general', word],
  );
  await knex.raw('alter table transactions.residents drop column spoken');
  expect(await holds('residents', word)).toBe(true);

  await knex.transaction((trx) => droppedWordsLeaveTheFiles.up(trx, 'transactions'));
  expect(await holds('residents', word)).toBe(false);
  const { rows } = await knex.raw<{ rows: unknown[] }>('select id, assurance from transactions.residents');
  expect(rows).toEqual([{ id, assurance: 'general' }]);
  await knex.raw('delete from transactions.residents');
});
