import type { Uuid } from '@tamsui/ids';
import type { Database, Trx } from '@tamsui/platform/database';

/** What somebody with a cap gives back of a payment. */
export interface CappedRefund {
  readonly refundId: Uuid;
  readonly paymentId: Uuid;
  /** Who gives back, `csh_…`. */
  readonly actor: string;
  readonly amountMinor: bigint;
  readonly at: Date;
}

/** Lets one refund of a payment by somebody be added up at a time. Held until the trx ends. */
export async function lockCappedRefunds(trx: Trx, paymentId: Uuid, actor: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(:key, 0))', {
    key: `capped refunds of ${paymentId} by ${actor}`,
  });
}

export async function findCappedRefund(
  trx: Trx,
  refundId: Uuid,
): Promise<Pick<CappedRefund, 'paymentId' | 'amountMinor'> | undefined> {
  const { rows } = await trx.raw<{ rows: Pick<CappedRefund, 'paymentId' | 'amountMinor'>[] }>(
    `select payment_id as "paymentId", amount_minor as "amountMinor"
       from transactions.capped_refunds where refund_id = :refundId`,
    { refundId },
  );
  return rows[0];
}

/** What somebody gave back of a payment so far, or is about to, in minor units. */
export async function sumOfCappedRefunds(
  database: Database | Trx,
  paymentId: Uuid,
  actor: string,
): Promise<bigint> {
  const { rows } = await database.raw<{ rows: { sum: bigint }[] }>(
    `select coalesce(sum(amount_minor), 0)::bigint as sum
       from transactions.capped_refunds where payment_id = :paymentId and actor = :actor`,
    { paymentId, actor },
  );
  return rows[0]?.sum ?? 0n;
}

export async function insertCappedRefund(trx: Trx, refund: CappedRefund): Promise<void> {
  await trx.raw(
    `insert into transactions.capped_refunds (refund_id, payment_id, actor, amount_minor, created_at)
     values (:refundId, :paymentId, :actor, :amountMinor, :at)`,
    { ...refund, amountMinor: refund.amountMinor.toString() },
  );
}

/** The ledger refused it, and will for ever: it counts no more. */
export async function removeCappedRefund(database: Database, refundId: Uuid): Promise<void> {
  await database.raw('delete from transactions.capped_refunds where refund_id = :refundId', { refundId });
}
