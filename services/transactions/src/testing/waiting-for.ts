import type { Database, Trx } from '@tamsui/platform/database';

/** How many sessions wait for a lock of this trx. Others that wait for one another, as loops may, do not count. */
export async function countWaitingFor(database: Database, trx: Trx): Promise<number> {
  const { rows: self } = await trx.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
  const { rows } = await database.raw<{ rows: { count: number }[] }>(
    'select count(*)::integer as count from pg_stat_activity where :pid = any(pg_blocking_pids(pid))',
    { pid: self[0]?.pid ?? 0 },
  );
  return rows[0]?.count ?? 0;
}
