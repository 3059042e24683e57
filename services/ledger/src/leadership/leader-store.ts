import { invariant } from '@tamsui/errors';
import type pg from 'pg';

const lockOf = (schema: string): string => `tamsui-book:${schema}`;

export async function tryLock(client: pg.Client, schema: string): Promise<boolean> {
  const sql = 'select pg_try_advisory_lock(hashtextextended($1, 0)) as taken';
  const { rows } = await client.query<{ taken: boolean }>(sql, [lockOf(schema)]);
  return rows[0]?.taken === true;
}

/**
 * Ends the connection that has the lock when it is idle and has been silent for so long: its process is stopped, or out
 * of reach. The server keeps the time, so no two clocks are compared. Answers the server's process numbers of those.
 */
export async function endSilentLeader(
  client: pg.Client,
  schema: string,
  silentMs: number,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ pid: number }>(
    // Found first and ended then: the planner may call a function of a condition on rows that the rest would exclude.
    `with silent as materialized (
      select l.pid from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 1
        and l.database = (select oid from pg_database where datname = current_database())
        and (l.classid::bigint << 32) | l.objid::bigint = hashtextextended($1, 0)
        and a.state = 'idle' and a.state_change < clock_timestamp() - $2 * interval '1 ms'
    )
    select pid from silent where pg_terminate_backend(pid)`,
    [lockOf(schema), silentMs],
  );
  return rows.map(({ pid }) => pid);
}

export async function nextEpoch(client: pg.Client, schema: string): Promise<number> {
  const { rows } = await client.query<{ epoch: number }>(
    `update ${schema}.leadership set epoch = epoch + 1 returning epoch`,
  );
  const epoch = rows[0]?.epoch;
  invariant(epoch !== undefined, 'the table of the lead has its one row');
  return epoch;
}
