import { type Database, queryRows } from '../database/database.ts';
import type { Delivery } from './delivery.ts';

interface DeliveryRow {
  readonly id: string;
  readonly body: string;
  readonly copies: number;
  readonly status: Delivery['status'];
  readonly attempt_count: number;
  readonly next_attempt_at: Date;
  readonly created_at: Date;
}

const COLUMNS = 'id, body, copies, status, attempt_count, next_attempt_at, created_at';

function fromRow(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    body: row.body,
    copies: row.copies,
    status: row.status,
    attemptCount: row.attempt_count,
    nextAttemptAt: row.next_attempt_at,
    createdAt: row.created_at,
  };
}

/** Writes deliveries in the trx of the fact that they tell of. */
export async function insertDeliveries(trx: Database, deliveries: readonly Delivery[]): Promise<void> {
  await queryRows(
    trx,
    `insert into sandbox_bank.deliveries (${COLUMNS})
     select * from unnest(?::text[], ?::text[], ?::integer[], ?::text[], ?::integer[], ?::timestamptz[],
       ?::timestamptz[])`,
    [
      deliveries.map((delivery) => delivery.id),
      deliveries.map((delivery) => delivery.body),
      deliveries.map((delivery) => delivery.copies),
      deliveries.map((delivery) => delivery.status),
      deliveries.map((delivery) => delivery.attemptCount),
      deliveries.map((delivery) => delivery.nextAttemptAt.toISOString()),
      deliveries.map((delivery) => delivery.createdAt.toISOString()),
    ],
  );
}

/**
 * Takes due deliveries and counts the try. Until `leaseUntil` nobody else takes them; after that the process
 * that took them is thought dead and they are due again.
 */
export async function claimDueDeliveries(
  database: Database,
  now: Date,
  leaseUntil: Date,
  limit: number,
): Promise<Delivery[]> {
  const rows = await queryRows<DeliveryRow>(
    database,
    `update sandbox_bank.deliveries set attempt_count = attempt_count + 1, next_attempt_at = ?
     where id in (
       select id from sandbox_bank.deliveries where status = 'waiting' and next_attempt_at <= ?
       order by next_attempt_at limit ? for update skip locked
     )
     returning ${COLUMNS}`,
    [leaseUntil, now, limit],
  );
  return rows.map(fromRow);
}

/** When the next delivery is due, or `undefined` when none waits. */
export async function findNextDueAt(database: Database): Promise<Date | undefined> {
  const [row] = await queryRows<{ readonly due_at: Date | null }>(
    database,
    `select min(next_attempt_at) as due_at from sandbox_bank.deliveries where status = 'waiting'`,
  );
  return row?.due_at ?? undefined;
}

/** Ends a delivery: somebody took it, or nobody did for too long. */
export async function finishDelivery(
  database: Database,
  id: string,
  status: 'delivered' | 'abandoned',
  now: Date,
  problem: string | null,
): Promise<void> {
  await queryRows(
    database,
    `update sandbox_bank.deliveries set status = ?, finished_at = ?, last_problem = coalesce(?, last_problem)
     where id = ? and status = 'waiting'`,
    [status, now, problem, id],
  );
}

/** Sets the time of the next try after a failed one. */
export async function postponeDelivery(
  database: Database,
  id: string,
  at: Date,
  problem: string,
): Promise<void> {
  await queryRows(
    database,
    `update sandbox_bank.deliveries set next_attempt_at = ?, last_problem = ? where id = ? and status = 'waiting'`,
    [at, problem, id],
  );
}
