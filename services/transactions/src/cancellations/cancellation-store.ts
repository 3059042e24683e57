import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { Cancellation, CancelledOrder } from './cancellation.ts';

const COLUMNS = `id, fingerprint, merchant_id, payable_account, order_reference, terminal_id, actor, created_at`;

/** Writes a cancellation; from then on every payment of the order is undone. @returns false when it is there already */
export async function insertCancellation(database: Database, cancellation: Cancellation): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `insert into transactions.cancellations (${COLUMNS})
     values (:id, :fingerprint, :merchantId, :payableAccount, :orderReference, :terminalId, :actor, :createdAt)
     on conflict (id) do nothing
     returning id`,
    { ...cancellation },
  );
  return rows.length === 1;
}

export async function findCancellation(
  database: Database,
  id: Uuid,
): Promise<(Cancellation & { readonly answer: string | null }) | undefined> {
  const { rows } = await database.raw<{ rows: CancellationRow[] }>(
    `select ${COLUMNS}, answer from transactions.cancellations where id = :id`,
    { id },
  );
  return rows.map((row) => ({ ...cancellationOf(row), answer: row.answer }))[0];
}

/** Keeps the first answer. @returns the one that is kept */
export async function keepAnswer(database: Database, id: Uuid, answer: string): Promise<string> {
  const { rows } = await database.raw<{ rows: { answer: string }[] }>(
    `update transactions.cancellations set answer = coalesce(answer, :answer) where id = :id returning answer`,
    { id, answer },
  );
  return rows[0]?.answer ?? answer;
}

/** Whether an order is not to be paid at this till. */
export async function isOrderCancelled(
  database: Database,
  order: { readonly payableAccount: Uuid; readonly orderReference: string; readonly terminalId: Uuid },
): Promise<boolean> {
  const { rows } = await database.raw<{ rows: unknown[] }>(
    `select id from transactions.cancellations
      where payable_account = :payableAccount and order_reference = :orderReference
        and (terminal_id is null or terminal_id = :terminalId)
      limit 1`,
    order,
  );
  return rows.length > 0;
}

/** Orders that were cancelled since, oldest first, the latest of them when they are too many. */
export async function listCancelledSince(
  database: Database,
  since: Date,
  limit: number,
): Promise<CancelledOrder[]> {
  const { rows } = await database.raw<{ rows: CancelledOrder[] }>(
    `select payable_account as "payableAccount", order_reference as "orderReference", terminal_id as "terminalId"
       from transactions.cancellations
      where created_at >= :since
      order by created_at desc
      limit :limit`,
    { since, limit },
  );
  return rows.reverse();
}

interface CancellationRow {
  readonly id: Uuid;
  readonly fingerprint: string;
  readonly merchant_id: Uuid;
  readonly payable_account: Uuid;
  readonly order_reference: string;
  readonly terminal_id: Uuid | null;
  readonly actor: string;
  readonly created_at: Date;
  readonly answer: string | null;
}

function cancellationOf(row: CancellationRow): Cancellation {
  return {
    id: row.id,
    fingerprint: row.fingerprint,
    merchantId: row.merchant_id,
    payableAccount: row.payable_account,
    orderReference: row.order_reference,
    terminalId: row.terminal_id,
    actor: row.actor,
    createdAt: row.created_at,
  };
}
