import { createTestDatabase } from '@tamsui/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connect } from '../testing/ledger.testing.ts';
import { endSilentLeader, tryLock } from './leader-store.ts';

const database = await createTestDatabase();
const owner = await connect(database.url);
const role = `${new URL(database.url).pathname.slice(1)}_plain`;
const password = 'a-password-for-tests-only';
let leader: pg.Client;
let standby: pg.Client;

/** The ledger's own role is no superuser, and these are not either. */
beforeAll(() => owner.query(`create role ${role} login noinherit password '${password}'`));
afterAll(async () => {
  await owner.query(`drop role ${role}`);
  await owner.end();
});
beforeEach(async () => {
  const connectionString = Object.assign(new URL(database.url), { username: role, password }).href;
  leader = new pg.Client({ connectionString });
  standby = new pg.Client({ connectionString });
  for (const client of [leader, standby]) {
    client.on('error', () => undefined);
    await client.connect();
  }
  expect(await tryLock(leader, 'book_main')).toBe(true);
  expect(await tryLock(standby, 'book_main')).toBe(false);
});
afterEach(async () => {
  for (const client of [leader, standby]) await client.end().catch(() => undefined);
});

describe('a leader', () => {
  it('that is silent for so long is cut off, and its lock is free', async () => {
    const ended = new Promise((resolve) => leader.once('end', resolve));
    expect(await endSilentLeader(standby, 'book_main', 0)).toHaveLength(1);
    await ended;
    await expect.poll(() => tryLock(standby, 'book_main'), { timeout: 5_000 }).toBe(true);
  });

  it('that spoke a moment ago is left alone', async () => {
    expect(await endSilentLeader(standby, 'book_main', 60_000)).toEqual([]);
    expect((await leader.query('select 1')).rowCount).toBe(1);
  });

  it('that waits for its own statement is left alone', async () => {
    const busy = leader.query('select pg_sleep(1)');
    await expect
      .poll(async () => {
        const { rows } = await owner.query(
          "select 1 from pg_stat_activity where query = 'select pg_sleep(1)'",
        );
        return rows.length;
      })
      .toBe(1);
    expect(await endSilentLeader(standby, 'book_main', 0)).toEqual([]);
    await busy;
  });

  it('of another book is left alone', async () => {
    expect(await endSilentLeader(standby, 'book_east', 0)).toEqual([]);
    expect((await leader.query('select 1')).rowCount).toBe(1);
  });
});
