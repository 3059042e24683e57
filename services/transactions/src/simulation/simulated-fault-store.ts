import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';

/** So long a fault is remembered: a key that comes again later meets it once more. */
const REMEMBERED_MS = 24 * 3_600_000;
/** Forgotten with each that is added, so that there are never many. */
const FORGOTTEN_AT_ONCE = 10;

/** Notes that a request has met its fault, and forgets some of the oldest. @returns false when it had before: it goes through now, in every process */
export async function insertSimulatedFault(database: Database, requestId: Uuid, at: Date): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `with old as (
       select request_id from transactions.simulated_faults
        where met_at < :before and request_id <> :requestId
        order by met_at
        limit :limit
          for update skip locked
     ), forgotten as (
       delete from transactions.simulated_faults where request_id in (select request_id from old)
     )
     insert into transactions.simulated_faults (request_id, met_at) values (:requestId, :at)
     on conflict (request_id) do nothing
     returning request_id`,
    { requestId, at, before: new Date(at.getTime() - REMEMBERED_MS), limit: FORGOTTEN_AT_ONCE },
  );
  return rows.length === 1;
}
