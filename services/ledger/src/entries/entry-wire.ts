import { fingerprintOfColumn } from '../journal/remembered-row.ts';
import type { EntryRow } from './entry-store.ts';

/** An entry as the wire contract of `@tamsui/ledger-client` describes it. */
export function entryToWire(row: EntryRow): object {
  return {
    position: { batch: row.batch.toString(), index: row.index },
    id: row.id,
    fingerprint: fingerprintOfColumn(row.fingerprint),
    purpose: row.purpose,
    posted: row.posted,
    refusal: row.refusal,
    at: row.at.toISOString(),
    business_date: row.business_date,
    currency: row.postings[0]?.currency ?? null,
    once: row.once,
    refunds: row.refunds,
    reference: row.reference,
    postings: row.postings.map(({ leg, debit, credit, amount }) => ({
      leg,
      debit,
      credit,
      amount_minor: amount,
    })),
  };
}
