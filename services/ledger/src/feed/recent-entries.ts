import type { Account, Batch, Entry, Posting } from '@tamsui/book';
import type { EntryRow } from '../entries/entry-store.ts';

/** About 6 MB, and at full speed more than a second: who is further behind reads from the journal. */
const MAX_ENTRIES = 6_000;

/** Who follows is not further behind than this, and what is forgotten so soon dies young, which costs nothing. */
const MAX_AGE_MS = 1_000;

/** An account by its number; undefined when memory has forgotten it. */
type AccountOf = (number: bigint) => Pick<Account, 'id' | 'currency'> | undefined;

/**
 * What this process has committed of late, as the journal would give it back. Readers of the feed want hardly anything
 * else, and reading it again would cost PostgreSQL about as much as writing it did.
 */
export interface RecentEntries {
  /** Takes note of a batch that is committed. */
  add(batch: Batch, accountOf: AccountOf): void;
  /** Entries behind a place; none when there are none, or when they are too old to be here. */
  after(place: { readonly batch: bigint; readonly index: number }, limit: number): EntryRow[];
}

export function createRecentEntries(maxEntries: number = MAX_ENTRIES): RecentEntries {
  /** Of batches that follow one another without a gap, oldest first. */
  let batches: (readonly EntryRow[])[] = [];
  let firstNumber = 0n;
  let count = 0;

  function forgetAll(): void {
    batches = [];
    count = 0;
  }

  function forgetOldest(): void {
    count -= batches.shift()?.length ?? 0;
    firstNumber += 1n;
  }

  /** The one before those of the last second stays: after a quiet hour a reader stands at its end, and asks what follows. */
  function isTooMuch(now: Date): boolean {
    const second = batches[1]?.[0];
    if (second === undefined) return false;
    return count > maxEntries || now.getTime() - second.at.getTime() > MAX_AGE_MS;
  }

  return {
    add: (batch, accountOf) => {
      const follows = batch.number === firstNumber + BigInt(batches.length);
      // Another process, or a commit of which nobody heard, has written what lies between.
      if (!follows) forgetAll();
      if (batches.length === 0) firstNumber = batch.number;
      const rows = rowsOf(batch, accountOf);
      if (rows === undefined) {
        forgetAll();
        return;
      }
      batches.push(rows);
      count += rows.length;
      while (isTooMuch(batch.at)) forgetOldest();
    },
    after: ({ batch, index }, limit) => {
      if (batches.length === 0 || batch < firstNumber) return [];
      const rows: EntryRow[] = [];
      for (const entries of batches.slice(Number(batch - firstNumber))) {
        for (const row of entries) {
          if (row.batch === batch && row.index <= index) continue;
          if (rows.length === limit) return rows;
          rows.push(row);
        }
      }
      return rows;
    },
  };
}

function rowsOf(batch: Batch, accountOf: AccountOf): EntryRow[] | undefined {
  const rows: EntryRow[] = [];
  for (const entry of batch.entries) {
    const postings = postingsOf(entry, accountOf);
    if (postings === undefined) return undefined;
    rows.push(rowOf(batch, entry, postings));
  }
  return rows;
}

function rowOf({ number, at }: Batch, entry: Entry, postings: EntryRow['postings']): EntryRow {
  const { index, id, fingerprint, purpose, refusal, businessDate, once, refunds, reference } = entry;
  return {
    batch: number,
    index,
    id,
    fingerprint,
    purpose,
    posted: refusal === null,
    refusal,
    at,
    business_date: businessDate,
    once,
    refunds,
    reference,
    postings,
  };
}

function postingsOf({ postings }: Entry, accountOf: AccountOf): EntryRow['postings'] | undefined {
  const rows: EntryRow['postings'][number][] = [];
  for (const posting of postings) {
    const row = postingRow(posting, accountOf);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return rows;
}

function postingRow({ leg, debit, credit, amountMinor }: Posting, accountOf: AccountOf) {
  const from = accountOf(debit);
  const to = accountOf(credit);
  if (from === undefined || to === undefined) return undefined;
  return { leg, debit: from.id, credit: to.id, amount: amountMinor.toString(), currency: from.currency };
}
