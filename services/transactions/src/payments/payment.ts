import { commandId, formatPublicId, parsePublicId, type Uuid } from '@tamsui/ids';
import type { Entry, Reference } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { TerminalListing } from '../merchants/terminal-directory.ts';

/** Where and for what a till asked for money. */
export interface PaymentFacts {
  /** The id of its entry in the ledger. */
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly storeId: Uuid;
  readonly terminalId: Uuid;
  /** The merchant's own number of the sale. */
  readonly orderReference: string;
  /** Who charged, as `shortActor` spells it; null when nobody did, or it was not kept. */
  readonly chargedBy: string | null;
  readonly at: Date;
}

interface BookedFacts extends PaymentFacts {
  readonly businessDate: string;
}

/** The resident has been asked, and has not answered. Nothing is decided. */
export interface AwaitingPayment extends PaymentFacts {
  readonly status: 'awaiting_confirmation';
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** Nobody can confirm it from this instant on. */
  readonly expiresAt: Date;
}

/** Money that went from a wallet to a merchant. */
export interface SucceededPayment extends BookedFacts {
  readonly status: 'succeeded';
  readonly amountMinor: bigint;
  /** What was given back of it so far. */
  readonly refundedMinor: bigint;
  readonly currency: CurrencyCode;
}

/**
 * Money that was set aside for a merchant, and what became of it. authorised: some of it may still be captured ·
 * succeeded: something was captured, and nothing more can be · voided, expired: nothing was, and nothing can be.
 */
export interface HeldPayment extends BookedFacts {
  readonly status: 'authorised' | 'succeeded' | 'voided' | 'expired';
  /** What was set aside. */
  readonly amountMinor: bigint;
  readonly refundedMinor: bigint;
  readonly currency: CurrencyCode;
  readonly authorisation: Authorisation;
}

export interface Authorisation {
  readonly capturedMinor: bigint;
  /** What may still be captured. */
  readonly capturableMinor: bigint;
  /** From this instant on nothing can be captured. */
  readonly expiresAt: Date;
}

/** What the book refused. No money moved, and the ledger keeps no amount of what did not happen. */
export interface FailedPayment extends BookedFacts {
  readonly status: 'failed';
  /** Why, as the book said it. */
  readonly refusal: BookReason;
  /** Of what a resident asked for with a shop's code: until when the device that asked was new. */
  readonly shopPayment?: { readonly coolingUntil: Date | null };
}

export type Payment = AwaitingPayment | SucceededPayment | HeldPayment | FailedPayment;

/** A refusal of the book; `declined` says no for a reason of ours. */
export interface BookReason {
  readonly code: string;
  readonly reason?: string;
  /** What else the book says of it, for example what is left of a limit. */
  readonly [fact: string]: string | undefined;
}

/** The command that a merchant's request with this key becomes, whenever and wherever it is sent. */
export function paymentIdOf(merchantId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['merchant', merchantId, 'POST /v1/payments'], idempotencyKey);
}

/** What goes into the journal beside the money: short, since it stays for ever, and nothing about the resident. */
export function paymentReference(
  terminalId: Uuid,
  orderReference: string,
  chargedBy: string | null = null,
): Reference {
  const by = chargedBy === null ? {} : { by: chargedBy };
  return { terminal: formatPublicId('ter', terminalId), order: orderReference, ...by };
}

/** The terminal that an entry's reference names; undefined when it names none. */
export function terminalIdOf(reference: Reference): Uuid | undefined {
  return reference.terminal === undefined ? undefined : parsePublicId('ter', reference.terminal);
}

/** The payment that a capture, its refund or a release belongs to; undefined for every other entry. */
export function heldPaymentIdOf(reference: Reference): Uuid | undefined {
  return reference.payment === undefined ? undefined : parsePublicId('pay', reference.payment);
}

export function factsOfEntry(entry: Entry, terminal: TerminalListing): BookedFacts {
  return {
    id: entry.id,
    merchantId: terminal.merchantId,
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    orderReference: entry.reference.order ?? '',
    chargedBy: entry.reference.by ?? null,
    at: entry.at,
    businessDate: entry.businessDate,
  };
}

/** Reads a payment from its one entry; undefined when the entry is none, or only a capture of one. */
export function paymentOfEntry(
  entry: Entry & { readonly refundedMinor: bigint },
  terminal: TerminalListing,
): SucceededPayment | FailedPayment | undefined {
  const { purpose, refusal, currency, refundedMinor } = entry;
  if (heldPaymentIdOf(entry.reference) !== undefined) return undefined;
  const facts = factsOfEntry(entry, terminal);
  if (refusal !== null)
    return purpose === 'payment' || purpose === 'hold' ? { ...facts, status: 'failed', refusal } : undefined;
  const [posting] = entry.postings;
  if (purpose !== 'payment' || posting === undefined || currency === null) return undefined;
  return { ...facts, status: 'succeeded', amountMinor: posting.amountMinor, refundedMinor, currency };
}

export interface HeldMoney {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly capturedMinor: bigint;
  readonly refundedMinor: bigint;
  readonly released: boolean;
  readonly holdUntil: Date;
}

/** What an authorisation has become, from what was captured and released of it. */
export function heldPayment(
  facts: BookedFacts,
  { released, holdUntil, ...money }: HeldMoney,
  now: Date,
): HeldPayment {
  const { amountMinor, capturedMinor } = money;
  const isOver = released || now >= holdUntil || capturedMinor === amountMinor;
  const unused = released ? 'voided' : 'expired';
  const { refundedMinor, currency } = money;
  return {
    ...facts,
    status: isOver ? (capturedMinor > 0n ? 'succeeded' : unused) : 'authorised',
    amountMinor,
    refundedMinor,
    currency,
    authorisation: {
      capturedMinor,
      capturableMinor: isOver ? 0n : amountMinor - capturedMinor,
      expiresAt: holdUntil,
    },
  };
}
