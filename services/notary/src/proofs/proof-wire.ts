import { headToWire } from '../heads/head-wire.ts';
import type { JournalEntry, JournalPosting } from '../journal/journal-batch.ts';
import type { ConsistencyProof } from './prove-consistency.ts';
import type { EntryProof } from './prove-entry.ts';

const hex = (hash: Buffer): string => hash.toString('hex');

/** A document that can be checked offline with the public key alone: `npm run verify -- --proof FILE`. */
export function entryProofToWire(proof: EntryProof) {
  const { entry, index, entryCount, entryPath, batch, batchPath, head } = proof;
  return {
    format: 'tamsui-entry-proof-v1',
    entry: entryToWire(entry),
    index,
    entry_count: entryCount,
    entry_path: entryPath.map(hex),
    batch: { number: batch.number.toString(), at: batch.at.toISOString(), hash: hex(batch.hash) },
    batch_path: batchPath.map(hex),
    head: headToWire(head),
  };
}

export function consistencyProofToWire({ older, newer, path }: ConsistencyProof) {
  return {
    format: 'tamsui-consistency-proof-v1',
    older: headToWire(older),
    newer: headToWire(newer),
    path: path.map(hex),
  };
}

function entryToWire(entry: JournalEntry) {
  return {
    id: entry.id,
    fingerprint: entry.fingerprint,
    purpose: entry.purpose,
    refusal: entry.refusal,
    business_date: entry.businessDate,
    once: entry.once,
    refunds: entry.refunds,
    hold: entry.hold,
    reference: entry.reference,
    detail: entry.detail,
    postings: entry.postings.map(postingToWire),
  };
}

function postingToWire(posting: JournalPosting) {
  return {
    leg: posting.leg,
    debit: posting.debit.toString(),
    credit: posting.credit.toString(),
    amount_minor: posting.amountMinor.toString(),
    debit_version: posting.debitVersion.toString(),
    debit_balance_minor: posting.debitBalanceMinor.toString(),
    credit_version: posting.creditVersion.toString(),
    credit_balance_minor: posting.creditBalanceMinor.toString(),
  };
}
