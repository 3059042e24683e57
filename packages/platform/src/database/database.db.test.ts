import { once } from 'node:events';
import { createServer } from 'node:net';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import { createDatabase, isDatabaseUnavailable, withTrx } from './index.ts';

const test = await createTestDatabase();
const lines: Record<string, unknown>[] = [];
const logger = createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) });
const connect = (more: { connectionString?: string; poolSize?: number; statementTimeoutMs?: number } = {}) =>
  createDatabase({ connectionString: test.url, applicationName: 'test', poolSize: 2, logger, ...more });
const database = connect();
const single = connect({ poolSize: 1 });

beforeAll(async () => {
  await database.raw(`create table public.parents (id int primary key);
    create table public.rows (id int primary key,
      parent int references public.parents deferrable initially deferred)`);
});
afterAll(async () => {
  await database.destroy();
  await single.destroy();
});

const insert = (id: number, parent: number | null = null) =>
  ['insert into public.rows (id, parent) values (?, ?)', [id, parent]] as const;
async function idsFrom(first: number): Promise<number[]> {
  const { rows } = await database.raw<{ rows: { id: number }[] }>(
    'select id from public.rows where id >= ? and id < ? order by id',
    [first, first + 100],
  );
  return rows.map(({ id }) => id);
}

describe('withTrx', () => {
  it('commits what was done and gives back what came of it', async () => {
    const value = await withTrx(database, async (trx) => {
      await trx.raw(...insert(1));
      return 'done';
    });
    expect([value, await idsFrom(1)]).toEqual(['done', [1]]);
  });

  it('throws when an error inside was swallowed, where knex alone reports success', async () => {
    const swallow = async (trx: typeof database): Promise<string> => {
      await trx.raw(...insert(101));
      await trx.raw(...insert(101)).catch(() => undefined);
      return 'done';
    };
    expect(await database.transaction((trx) => swallow(trx))).toBe('done');
    expect(await idsFrom(101)).toEqual([]);
    await expect(withTrx(database, swallow)).rejects.toMatchObject({
      name: 'Fault',
      code: 'trx_rolled_back',
      message: 'COMMIT was answered with ROLLBACK.',
      retryable: true,
    });
    expect(await idsFrom(101)).toEqual([]);
  });

  it('throws when a constraint breaks at COMMIT', async () => {
    const work = withTrx(database, (trx) => trx.raw(...insert(201, 7)));
    await expect(work).rejects.toMatchObject({ code: '23503' });
    expect(await idsFrom(201)).toEqual([]);
  });

  it('throws what the work throws, and leaves nothing', async () => {
    const failure = new Error('no');
    const work = withTrx(database, async (trx) => {
      await trx.raw(...insert(301));
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await idsFrom(301)).toEqual([]);
  });

  it('throws when COMMIT comes with a warning, as one that was not replicated does', async () => {
    await database.raw(`create function public.warn() returns trigger language plpgsql as $$
      begin raise warning 'committed locally, but might not have been replicated'; return null; end $$;
      create constraint trigger warn after insert on public.rows deferrable initially deferred
      for each row execute function public.warn()`);
    const work = withTrx(database, (trx) => trx.raw(...insert(401)));
    await expect(work).rejects.toMatchObject({ code: 'trx_in_doubt', retryable: true });
    expect(await idsFrom(401)).toEqual([401]);
    await database.raw('drop trigger warn on public.rows; drop function public.warn');
  });

  it('does not wait for itself with a single connection, nor hear the answer of another', async () => {
    const works = Array.from({ length: 40 }, (_, n) =>
      withTrx(single, async (trx) => {
        await trx.raw(...insert(501 + n));
        if (n % 2 === 1) await trx.raw(...insert(501 + n)).catch(() => undefined);
      }),
    );
    const ended = await Promise.allSettled(works);
    expect(ended.map(({ status }) => status)).toEqual(
      Array.from({ length: 40 }, (_, n) => (n % 2 === 1 ? 'rejected' : 'fulfilled')),
    );
    expect(await idsFrom(501)).toEqual(Array.from({ length: 20 }, (_, n) => 501 + 2 * n));
  });
});

describe('a database', () => {
  it('gives a bigint as a bigint, beyond what a number can hold', async () => {
    const { rows } = await database.raw('select 9007199254740993::bigint as n, array[1::bigint] as list');
    expect(rows).toEqual([{ n: 9_007_199_254_740_993n, list: expect.anything() }]);
  });

  it('logs warnings of the server and no other notices', async () => {
    lines.length = 0;
    await database.raw(`do $$ begin raise notice 'by the way'; raise warning 'take care'; end $$`);
    expect(lines).toMatchObject([{ code: '01000', notice: 'take care', msg: 'database warning' }]);
  });
});

describe('isDatabaseUnavailable', () => {
  async function errorOf(work: PromiseLike<unknown>): Promise<unknown> {
    try {
      await work;
    } catch (error) {
      return error;
    }
    throw new Error('it should have failed');
  }

  it('is true of a statement that took too long', async () => {
    const hasty = connect({ statementTimeoutMs: 20 });
    const error = await errorOf(hasty.raw('select pg_sleep(5)'));
    await hasty.destroy();
    expect(error).toMatchObject({ code: '57014' });
    expect(isDatabaseUnavailable(error)).toBe(true);
  });

  it('is true of a connection that is ended in the middle', async () => {
    const { rows } = await single.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
    const failing = errorOf(single.raw('select pg_sleep(5)'));
    await expect
      .poll(
        async () => (await database.raw('select pg_terminate_backend(?) as ended', [rows[0]?.pid ?? 0])).rows,
      )
      .toEqual([{ ended: true }]);
    expect(isDatabaseUnavailable(await failing)).toBe(true);
    // The pool may hand the dead connection out once more before it notices.
    await expect
      .poll(() => single.raw('select 1').then(() => 'answers', isDatabaseUnavailable))
      .toBe('answers');
  });

  it('is true when nobody listens, and when whoever listens hangs up', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const connectionString = `postgresql://nobody@127.0.0.1:${port}/none`;
    const hungUp = connect({ connectionString });
    expect(isDatabaseUnavailable(await errorOf(hungUp.raw('select 1')))).toBe(true);
    await hungUp.destroy();
    server.close();
    await once(server, 'close');
    const refused = connect({ connectionString });
    expect(isDatabaseUnavailable(await errorOf(refused.raw('select 1')))).toBe(true);
    await refused.destroy();
  });

  it('is true when all connections are taken', async () => {
    const trx = await single.transaction();
    expect(isDatabaseUnavailable(await errorOf(single.raw('select 1')))).toBe(true);
    await trx.rollback();
  }, 15_000);

  it.each([
    ['a wrong statement', 'select * from nowhere'],
    ['a broken constraint', 'insert into public.rows (id) values (1)'],
    ['an impossible value', "select 'x'::int"],
  ])('is false of %s', async (_what, statement) => {
    expect(isDatabaseUnavailable(await errorOf(database.raw(statement)))).toBe(false);
  });

  it('is false of what has nothing to do with a database', () => {
    expect(isDatabaseUnavailable(new Error('The operation was aborted by its caller'))).toBe(false);
    expect(isDatabaseUnavailable('Connection terminated')).toBe(false);
  });
});
