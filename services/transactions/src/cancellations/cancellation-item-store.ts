import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { CancelledPayment, ItemState } from './cancellation.ts';

/**
 * A statement that puts payments down to be undone whose order was cancelled before they came. It returns a row for each; its
 * one binding is `:now`.
 * @param payments a relation with the columns of `transactions.payments` that say which order was paid where
 */
export const insertCancelledOf = (payments: string): string =>
  `insert into transactions.cancellation_items (cancellation_id, payment_id, next_attempt_at)
   select cancellations.id, paid.id, :now
     from ${payments} paid
     join transactions.cancellations cancellations
       on cancellations.payable_account = paid.payable_account
      and cancellations.order_reference = paid.order_reference
      and (cancellations.terminal_id is null or cancellations.terminal_id = paid.terminal_id)
   on conflict do nothing
   returning payment_id`;

/** Puts payments down to be undone by a cancellation. */
export async function insertItems(
  database: Database,
  cancellationId: Uuid,
  paymentIds: readonly Uuid[],
  now: Date,
): Promise<void> {
  await database.raw(
    `insert into transactions.cancellation_items (cancellation_id, payment_id, next_attempt_at)
     select :cancellationId, payment_id, :now from unnest(cast(:paymentIds as uuid[])) as found (payment_id)
     on conflict do nothing`,
    { cancellationId, paymentIds, now },
  );
}

const COLUMNS = `cancellation_id as "cancellationId", payment_id as "paymentId", state,
  refunded_minor as "refundedMinor", attempts`;

export async function listItems(database: Database, cancellationId: Uuid): Promise<CancelledPayment[]> {
  const { rows } = await database.raw<{ rows: CancelledPayment[] }>(
    `select ${COLUMNS} from transactions.cancellation_items
      where cancellation_id = :cancellationId order by payment_id`,
    { cancellationId },
  );
  return rows;
}

/** What is to be undone now. */
export async function findOpenItems(
  database: Database,
  now: Date,
  limit: number,
): Promise<CancelledPayment[]> {
  const { rows } = await database.raw<{ rows: CancelledPayment[] }>(
    `select ${COLUMNS} from transactions.cancellation_items
      where state = 'open' and next_attempt_at <= :now
      order by next_attempt_at limit :limit`,
    { now, limit },
  );
  return rows;
}

export async function finishItem(
  database: Database,
  item: Pick<CancelledPayment, 'cancellationId' | 'paymentId'>,
  result: {
    readonly state: Exclude<ItemState, 'open'>;
    readonly refundedMinor: bigint;
    readonly refusal: string | null;
  },
): Promise<void> {
  await database.raw(
    `update transactions.cancellation_items
        set state = :state, refunded_minor = :refundedMinor, refusal = :refusal
      where cancellation_id = :cancellationId and payment_id = :paymentId and state = 'open'`,
    {
      ...result,
      refundedMinor: result.refundedMinor.toString(),
      cancellationId: item.cancellationId,
      paymentId: item.paymentId,
    },
  );
}

/** Another attempt is needed, and not before a time. */
export async function postponeItem(
  database: Database,
  item: Pick<CancelledPayment, 'cancellationId' | 'paymentId'>,
  next: { readonly attempts: number; readonly at: Date },
): Promise<void> {
  await database.raw(
    `update transactions.cancellation_items
        set attempts = greatest(attempts, :attempts), next_attempt_at = :at
      where cancellation_id = :cancellationId and payment_id = :paymentId and state = 'open'`,
    { ...next, cancellationId: item.cancellationId, paymentId: item.paymentId },
  );
}
