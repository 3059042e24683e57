import { commandId, formatPublicId, parsePublicId, type Uuid } from '@tamsui/ids';
import type { Entry, Reference } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { TerminalListing } from '../merchants/terminal-directory.ts';

/** Where and for what a till asked for money. */
interface PaymentFacts {
  /** The id of its entry in the ledger. */
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly storeId: Uuid;
  readonly terminalId: Uuid;
  /** The merchant's own number of the sale. */
  readonly orderReference: string;
  readonly at: Date;
  readonly businessDate: string;
}

/** Money that went from a wallet to a merchant. */
export interface SucceededPayment extends PaymentFacts {
  readonly status: 'succeeded';
  readonly amountMinor: bigint;
  /** What was given back of it so far. */
  readonly refundedMinor: bigint;
  readonly currency: CurrencyCode;
}

/** What the book refused. No money moved, and the ledger keeps no amount of what did not happen. */
export interface FailedPayment extends PaymentFacts {
  readonly status: 'failed';
  /** Why, as the book said it. */
  readonly bookCode: string;
}

export type Payment = SucceededPayment | FailedPayment;

/** The command that a merchant's request with this key becomes, whenever and wherever it is sent. */
export function paymentIdOf(merchantId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['merchant', merchantId, 'POST /v1/payments'], idempotencyKey);
}

/** What goes into the journal beside the money: short, since it stays for ever, and nothing about the resident. */
export function paymentReference(terminalId: Uuid, orderReference: string): Reference {
  return { terminal: formatPublicId('ter', terminalId), order: orderReference };
}

/** The terminal that an entry's reference names; undefined when it names none. */
export function terminalIdOf(reference: Reference): Uuid | undefined {
  return reference.terminal === undefined ? undefined : parsePublicId('ter', reference.terminal);
}

/** Reads a payment from its entry; undefined when the entry is no payment. */
export function paymentOfEntry(
  entry: Entry & { readonly refundedMinor: bigint },
  terminal: TerminalListing,
): Payment | undefined {
  if (entry.purpose !== 'payment') return undefined;
  const facts = {
    id: entry.id,
    merchantId: terminal.merchantId,
    storeId: terminal.storeId,
    terminalId: terminal.terminalId,
    orderReference: entry.reference.order ?? '',
    at: entry.at,
    businessDate: entry.businessDate,
  };
  if (entry.refusal !== null) return { ...facts, status: 'failed', bookCode: entry.refusal.code };
  const [posting] = entry.postings;
  if (posting === undefined || entry.currency === null) return undefined;
  const { amountMinor } = posting;
  const { refundedMinor, currency } = entry;
  return { ...facts, status: 'succeeded', amountMinor, refundedMinor, currency };
}
