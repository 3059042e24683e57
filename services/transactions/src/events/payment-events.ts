import type { Uuid } from '@tamsui/ids';
import type { Entry, Position } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import {
  factsOfEntry,
  heldPayment,
  heldPaymentIdOf,
  type Payment,
  paymentOfEntry,
  type SucceededPayment,
  terminalIdOf,
} from '../payments/payment.ts';
import { printPayment } from '../payments/payment-schema.ts';
import { printResidentPayment } from '../payments/resident-payment-schema.ts';
import type { StagedPayment } from '../payments/staged-payment.ts';
import type { EntryFacts, Moved } from './entry-facts-store.ts';
import type { EventType, NewEvent, PaidAtOnce, TellableEvent } from './event.ts';

/** What an entry tells of a payment; nothing when it is about none, or changed nothing about it. */
export function paymentEvents(entry: Entry, facts: EntryFacts, currency: CurrencyCode): TellableEvent[] {
  const heldId = heldPaymentIdOf(entry.reference);
  if (heldId === undefined) return firstEvents(entry, facts, currency);
  const staged = facts.staged.get(heldId);
  if (!entry.posted || staged === undefined) return [];
  if (entry.purpose === 'payment') return captureEvents(entry, staged, facts, currency);
  return entry.purpose === 'hold_released' ? releaseEvents(entry, staged, facts, currency) : [];
}

/** The entry that decides a payment: it was paid, set aside or refused. */
function firstEvents(entry: Entry, facts: EntryFacts, currency: CurrencyCode): TellableEvent[] {
  const { id, purpose, posted } = entry;
  const terminalId = terminalIdOf(entry.reference);
  const terminal = terminalId === undefined ? undefined : facts.terminals.get(terminalId);
  if (terminal === undefined || (purpose !== 'payment' && purpose !== 'hold')) return [];
  const staged = facts.staged.get(id);
  const told = { terminal, residentId: payerOf(entry, staged, facts), currency, at: entry.at };
  if (purpose === 'hold' && posted) {
    if (staged === undefined) return [];
    const payment = heldAt(entry, staged, terminal, facts, false);
    return [paymentEvent('payment.authorized', payment, told)];
  }
  const payment = paymentOfEntry({ ...entry, refundedMinor: 0n }, terminal);
  if (payment === undefined) return [];
  if (payment.status === 'succeeded' && staged === undefined) return [paidAtOnce(payment, told)];
  const type = payment.status === 'failed' ? 'payment.failed' : 'payment.succeeded';
  return [paymentEvent(type, { ...payment, at: staged?.createdAt ?? payment.at }, told)];
}

function paidAtOnce({ id }: SucceededPayment, { terminal, residentId, at }: ToldPayment): PaidAtOnce {
  return {
    type: 'paid_at_once',
    paymentId: id,
    merchantId: terminal.merchantId,
    residentId,
    createdAt: at,
  };
}

function payerOf(
  { postings: [posting] }: Entry,
  staged: StagedPayment | undefined,
  { holders }: EntryFacts,
): Uuid | null {
  return staged?.payer?.residentId ?? (posting === undefined ? null : (holders.get(posting.debit) ?? null));
}

/** Each capture is told, and that there is nothing left to capture besides. */
function captureEvents(
  entry: Entry,
  staged: StagedPayment,
  facts: EntryFacts,
  currency: CurrencyCode,
): NewEvent[] {
  const terminal = facts.terminals.get(staged.terminalId);
  if (terminal === undefined) return [];
  const payment = heldAt(entry, staged, terminal, facts, false);
  const told = { terminal, residentId: staged.payer?.residentId ?? null, currency, at: entry.at };
  const captured = paymentEvent('payment.captured', payment, told);
  const isWhole = payment.authorisation.capturedMinor === payment.amountMinor;
  return isWhole ? [captured, paymentEvent('payment.succeeded', payment, told)] : [captured];
}

/** What is left was set free: the payment is what was captured of it, or nothing. */
function releaseEvents(
  entry: Entry,
  staged: StagedPayment,
  facts: EntryFacts,
  currency: CurrencyCode,
): NewEvent[] {
  const terminal = facts.terminals.get(staged.terminalId);
  if (terminal === undefined) return [];
  const payment = heldAt(entry, staged, terminal, facts, true);
  const { capturedMinor } = payment.authorisation;
  // With nothing left to set free it had succeeded before.
  if (capturedMinor === payment.amountMinor) return [];
  const told = { terminal, residentId: staged.payer?.residentId ?? null, currency, at: entry.at };
  return [paymentEvent(capturedMinor > 0n ? 'payment.succeeded' : 'payment.canceled', payment, told)];
}

/** A held payment as it was once this entry was booked, whatever came after it. */
function heldAt(
  entry: Entry,
  staged: StagedPayment,
  terminal: TerminalListing,
  { captures, refunds }: EntryFacts,
  released: boolean,
) {
  const { id, amountMinor, currency, orderReference, chargedBy, createdAt: at } = staged;
  const sumOf = (moved: readonly Moved[]): bigint =>
    moved
      .filter(({ paymentId, position }) => paymentId === id && !isAfter(position, entry.position))
      .reduce((sum, part) => sum + part.amountMinor, 0n);
  const money = { amountMinor, currency, released, holdUntil: staged.holdUntil ?? entry.at };
  return heldPayment(
    { ...factsOfEntry(entry, terminal), id, orderReference, chargedBy, at },
    { ...money, capturedMinor: sumOf(captures), refundedMinor: sumOf(refunds) },
    entry.at,
  );
}

export function isAfter(a: Position, b: Position): boolean {
  return a.batch > b.batch || (a.batch === b.batch && a.index > b.index);
}

interface ToldPayment {
  readonly terminal: TerminalListing;
  readonly residentId: Uuid | null;
  readonly currency: CurrencyCode;
  readonly at: Date;
}

/** A payment in the words that each side reads it in: a till learns nothing of who paid, a payer nothing of the till's books. */
export function paymentEvent(
  type: EventType,
  payment: Payment,
  { terminal, residentId, currency, at }: ToldPayment,
): NewEvent {
  return {
    type,
    objectType: 'payment',
    objectId: payment.id,
    merchant: { to: terminal.merchantId, data: printPayment(payment) },
    resident:
      residentId === null
        ? null
        : { to: residentId, data: printResidentPayment(payment, terminal, currency) },
    createdAt: at,
  };
}
