import { commandId, type Uuid } from '@tamsui/ids';

/** An order that is not to be paid, at one till or at all of a merchant (null). */
export interface CancelledOrder {
  readonly payableAccount: Uuid;
  readonly orderReference: string;
  readonly terminalId: Uuid | null;
}

/** A merchant's word that an order is not to be paid. It stands for every payment of the order, also one to come. */
export interface Cancellation extends CancelledOrder {
  readonly id: Uuid;
  readonly fingerprint: string;
  readonly merchantId: Uuid;
  /** Who acted for the merchant, `key_…` or `csh_…`. */
  readonly actor: string;
  readonly createdAt: Date;
}

/** open: not undone yet · voided: no money had moved · refunded: all that was left went back · refused: it could not. */
export const ITEM_STATES = ['open', 'voided', 'refunded', 'refused'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** A payment of the order, and what became of it. */
export interface CancelledPayment {
  readonly cancellationId: Uuid;
  readonly paymentId: Uuid;
  readonly state: ItemState;
  /** What this cancellation gave back of it. */
  readonly refundedMinor: bigint;
  readonly attempts: number;
}

export const CANCELLATION_STATUSES = [
  'nothing_to_cancel_yet',
  'in_progress',
  'voided',
  'refunded',
  'refused',
] as const;
export type CancellationStatus = (typeof CANCELLATION_STATUSES)[number];

/** The row that a merchant's request with this key becomes. */
export function cancellationIdOf(merchantId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['merchant', merchantId, 'POST /v1/cancellations'], idempotencyKey);
}

/** One word for all payments of the order: what is not done comes first, then what moved money. */
export function statusOf(payments: readonly Pick<CancelledPayment, 'state'>[]): CancellationStatus {
  const some = (state: ItemState): boolean => payments.some((payment) => payment.state === state);
  if (some('open')) return 'in_progress';
  if (some('refused')) return 'refused';
  if (some('refunded')) return 'refunded';
  return some('voided') ? 'voided' : 'nothing_to_cancel_yet';
}

/** False while the status may change by itself. A payment may come even after it was said that there is nothing. */
export function isFinished(status: CancellationStatus): boolean {
  return status !== 'in_progress' && status !== 'nothing_to_cancel_yet';
}
