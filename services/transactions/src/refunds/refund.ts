import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { Entry, Reference } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { heldPaymentIdOf } from '../payments/payment.ts';

/** Why money goes back. A closed list: the journal stays for ever, so no free text about a person gets into it. */
export const REFUND_REASONS = ['returned_goods', 'duplicate', 'wrong_amount', 'other'] as const;

/** All that a refund can say of its reason: a cancellation gives one that no request can. */
export const TOLD_REASONS = [...REFUND_REASONS, 'order_cancelled'] as const;

/** Money that went back from a merchant to the wallet that had paid. */
export interface Refund {
  /** The id of its entry in the ledger. */
  readonly id: Uuid;
  readonly paymentId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly reason: string | null;
  readonly at: Date;
  readonly businessDate: string;
}

/** The command that a merchant's request with this key becomes. */
export function refundIdOf(merchantId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['merchant', merchantId, 'POST /v1/payments/:id/refunds'], idempotencyKey);
}

/**
 * The terminal of the payment goes along, so that a statement can name the shop without another read.
 * @param by who acted for the merchant, `key_…` or `csh_…`
 */
export function refundReference(terminalId: Uuid, reason: string | null, by: string): Reference {
  return { terminal: formatPublicId('ter', terminalId), by, ...(reason === null ? {} : { reason }) };
}

/** Reads a refund from its entry; undefined when the entry is none, was refused, or is only a part of one. */
export function refundOfEntry(entry: Entry): Refund | undefined {
  const [posting] = entry.postings;
  const { id, refunds: original, currency, at, businessDate, reference } = entry;
  if (entry.purpose !== 'refund' || posting === undefined || original === null || currency === null)
    return undefined;
  if (reference.refund !== undefined) return undefined;
  const paymentId = heldPaymentIdOf(reference) ?? original;
  const reason = reference.reason ?? null;
  return { id, paymentId, amountMinor: posting.amountMinor, currency, reason, at, businessDate };
}

/** The merchant's account that a refund was taken from; undefined when the entry moved nothing. */
export function payableAccountOf(entry: Entry): Uuid | undefined {
  return entry.postings[0]?.debit;
}
