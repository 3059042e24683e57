import { parsePublicId, type Uuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { heldPaymentIdOf, terminalIdOf } from '../payments/payment.ts';

/** Where and when an entry is in the journal. */
interface Booked {
  readonly id: Uuid;
  readonly at: Date;
  readonly businessDate: string;
  readonly position: Position;
}

interface BookedMoney extends Booked {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

export interface PaymentRow extends BookedMoney {
  readonly payableAccount: Uuid;
  readonly walletAccount: Uuid;
  readonly terminalId: Uuid;
  readonly orderReference: string;
  readonly chargedBy: string | null;
}

export interface CaptureRow extends BookedMoney {
  readonly paymentId: Uuid;
}

export interface RefundRow extends BookedMoney {
  readonly payableAccount: Uuid;
  readonly paymentId: Uuid;
  /** The refund that it is a part of; its own id when it is all of it. */
  readonly refundId: Uuid;
  readonly reason: string | null;
}

export interface ReleaseRow {
  readonly paymentId: Uuid;
  readonly at: Date;
}

/** What lists need to know of some entries of the journal. */
export interface ProjectedRows {
  readonly payments: readonly PaymentRow[];
  /** What was set aside; what it was asked for with is in its staged payment. */
  readonly authorisations: readonly Booked[];
  readonly captures: readonly CaptureRow[];
  readonly releases: readonly ReleaseRow[];
  readonly refunds: readonly RefundRow[];
}

/** Picks payments and what became of them out of the feed. What was refused moved nothing and is on no list. */
export function projectEntries(entries: readonly Entry[]): ProjectedRows {
  const posted = entries.filter((entry) => entry.posted);
  return {
    payments: posted.flatMap((entry) => paymentRow(entry) ?? []),
    authorisations: posted.filter(isAuthorisation).map(bookedOf),
    captures: posted.flatMap((entry) => captureRow(entry) ?? []),
    releases: posted.flatMap((entry) => releaseRow(entry) ?? []),
    refunds: posted.flatMap((entry) => refundRow(entry) ?? []),
  };
}

function bookedOf({ id, at, businessDate, position }: Entry): Booked {
  return { id, at, businessDate, position };
}

/** Holds are also what other features set aside; those of payments name a till. */
function isAuthorisation({ purpose, reference }: Entry): boolean {
  return purpose === 'hold' && terminalIdOf(reference) !== undefined;
}

function paymentRow(entry: Entry): PaymentRow | undefined {
  const [posting] = entry.postings;
  const terminalId = terminalIdOf(entry.reference);
  const { currency, reference } = entry;
  if (entry.purpose !== 'payment' || !posting || !terminalId || !currency) return undefined;
  if (heldPaymentIdOf(reference) !== undefined) return undefined;
  const { debit: walletAccount, credit: payableAccount, amountMinor } = posting;
  const money = { ...bookedOf(entry), payableAccount, amountMinor, currency };
  const { order: orderReference = '', by: chargedBy = null } = reference;
  return { ...money, walletAccount, terminalId, orderReference, chargedBy };
}

function captureRow(entry: Entry): CaptureRow | undefined {
  const [posting] = entry.postings;
  const paymentId = heldPaymentIdOf(entry.reference);
  if (entry.purpose !== 'payment' || !posting || !paymentId || !entry.currency) return undefined;
  return { ...bookedOf(entry), paymentId, amountMinor: posting.amountMinor, currency: entry.currency };
}

function releaseRow({ purpose, reference, at }: Entry): ReleaseRow | undefined {
  const paymentId = heldPaymentIdOf(reference);
  return purpose === 'hold_released' && paymentId !== undefined ? { paymentId, at } : undefined;
}

function refundRow(entry: Entry): RefundRow | undefined {
  const [posting] = entry.postings;
  const { id, currency, refunds: original, reference } = entry;
  if (entry.purpose !== 'refund' || !posting || !original || !currency) return undefined;
  const { debit: payableAccount, amountMinor } = posting;
  const paymentId = heldPaymentIdOf(reference) ?? original;
  const whole = reference.refund === undefined ? undefined : parsePublicId('rfd', reference.refund);
  const money = { ...bookedOf(entry), payableAccount, amountMinor, currency };
  return { ...money, paymentId, refundId: whole ?? id, reason: reference.reason ?? null };
}
