import { formatPublicId } from '@tamsui/ids';
import type { Entry } from '@tamsui/ledger-client';
import { z } from 'zod';
import { moneyWire } from '../http/money-fields.ts';
import { dateWire, idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import { heldPaymentIdOf, terminalIdOf } from '../payments/payment.ts';
import { type Refund, refundOfEntry } from '../refunds/refund.ts';
import { printRefund } from '../refunds/refund-schema.ts';
import { type EntryFacts, refundIdOfEntry } from './entry-facts-store.ts';
import type { NewEvent } from './event.ts';
import { isAfter } from './payment-events.ts';

/** What an entry tells of a refund; nothing when it is about none, or there is more of it to come. */
export function refundEvents(entry: Entry, facts: EntryFacts): NewEvent[] {
  if (entry.purpose !== 'refund') return [];
  const terminalId = terminalIdOf(entry.reference);
  const terminal = terminalId === undefined ? undefined : facts.terminals.get(terminalId);
  const refund =
    heldPaymentIdOf(entry.reference) === undefined ? refundOfEntry(entry) : partsUntil(entry, facts);
  if (terminal === undefined || refund === undefined) return [];
  const wallet = entry.postings[0]?.credit ?? facts.staged.get(refund.paymentId)?.payer?.walletAccount;
  const residentId = wallet === undefined ? undefined : residentOf(wallet, refund, facts);
  return [
    {
      type: 'refund.succeeded',
      objectType: 'refund',
      objectId: refund.id,
      merchant: { to: terminal.merchantId, data: printRefund(refund) },
      resident:
        residentId === undefined ? null : { to: residentId, data: printResidentRefund(refund, terminal) },
      createdAt: entry.at,
    },
  ];
}

function residentOf(wallet: string, { paymentId }: Refund, { holders, staged }: EntryFacts) {
  return holders.get(wallet) ?? staged.get(paymentId)?.payer?.residentId;
}

/**
 * A refund of several captures is several entries, booked one after the other until the last, or until the book refuses
 * one. Whichever comes is when it is told: as what was given back by then.
 */
function partsUntil(entry: Entry, { refunds, lastParts, staged }: EntryFacts): Refund | undefined {
  const id = refundIdOfEntry(entry);
  const isLast = lastParts.get(id) === entry.id;
  if (entry.posted && !isLast) return undefined;
  const parts = refunds.filter(
    ({ refundId, position }) => refundId === id && !isAfter(position, entry.position),
  );
  const [first] = parts;
  const payment = first === undefined ? undefined : staged.get(first.paymentId);
  if (first === undefined || payment === undefined) return undefined;
  return {
    id,
    paymentId: payment.id,
    amountMinor: parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    currency: payment.currency,
    reason: entry.reference.reason ?? null,
    at: first.at,
    businessDate: first.businessDate,
  };
}

/** What `printResidentRefund` prints, as it is described. */
export const residentRefundWire = z
  .strictObject({
    id: idWire('rfd'),
    status: z.literal('succeeded'),
    finished: z.literal(true),
    payment: idWire('pay'),
    ...moneyWireFields,
    merchant: z.string(),
    store: z.string(),
    created_at: instantWire,
    business_date: dateWire,
  })
  .meta({ id: 'ResidentRefund' });

/** A refund as whoever gets the money sees it: with the shop's names, and without the shop's reason. */
function printResidentRefund(refund: Refund, { merchantName, storeName }: TerminalListing) {
  return {
    id: formatPublicId('rfd', refund.id),
    status: 'succeeded',
    finished: true,
    payment: formatPublicId('pay', refund.paymentId),
    ...moneyWire(refund.amountMinor, refund.currency),
    merchant: merchantName,
    store: storeName,
    created_at: refund.at.toISOString(),
    business_date: refund.businessDate,
  };
}
