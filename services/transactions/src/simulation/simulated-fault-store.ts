import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';

/** Notes that a request has met its fault. @returns false when it had before: it goes through now, in every process */
export async function insertSimulatedFault(database: Database, requestId: Uuid, at: Date): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.simulated_faults (request_id, met_at) values (:requestId, :at)
     on conflict (request_id) do nothing
     returning request_id`,
    { requestId, at },
  );
  return rows.length === 1;
}
