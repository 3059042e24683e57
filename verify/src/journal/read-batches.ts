import type pg from 'pg';
import type { Batch, Detail, Posting, StoredEntry } from './batch.ts';
import {
  bytesAt,
  integerAt,
  openRowStream,
  optionalTextAt,
  type Row,
  type RowStream,
  textAt,
} from './row-stream.ts';

const BATCHES = `select number, epoch, round(extract(epoch from at) * 1000)::bigint, entry_count, posting_count,
  previous_hash, hash from SCHEMA.batches order by number`;
const ENTRIES = `select batch, index, replace(fingerprint::text, '-', ''), id, purpose, refusal::text,
  business_date::text, once, refunds, hold, reference::text, detail::text
  from SCHEMA.entries order by batch, index`;
const POSTINGS = `select batch, index, leg, debit, credit, amount, debit_version, debit_balance, credit_version,
  credit_balance from SCHEMA.postings order by batch, index, leg`;

/** Every batch of the journal in order, with its rows. What it holds in memory does not grow with the journal. */
export async function* readBatches(client: pg.Client, schema: string): AsyncGenerator<Batch> {
  const of = (sql: string) => sql.replace('SCHEMA', schema);
  const batches = await openRowStream(client, 'journal_batches', of(BATCHES));
  const entries = await openRowStream(client, 'journal_entries', of(ENTRIES));
  const postings = await openRowStream(client, 'journal_postings', of(POSTINGS));
  for (let row = await batches.next(); row !== undefined; row = await batches.next()) {
    const number = integerAt(row, 0);
    yield assemble(row, await entries.takeUpTo(number), await postings.takeUpTo(number));
  }
  await refuseLeftovers(entries, 'entry');
  await refuseLeftovers(postings, 'posting');
}

/** Rows behind the last batch. They belong to a batch whose own row is gone. */
export class StrayRowsError extends Error {
  override readonly name = 'StrayRowsError';
  readonly batch: bigint;

  constructor(what: string, batch: bigint) {
    super(`the journal has an ${what} of batch ${batch}, but no such batch`);
    this.batch = batch;
  }
}

async function refuseLeftovers(stream: RowStream, what: string): Promise<void> {
  const row = await stream.next();
  if (row !== undefined) throw new StrayRowsError(what, integerAt(row, 0));
}

function assemble(row: Row, entryRows: readonly Row[], postingRows: readonly Row[]): Batch {
  const number = textAt(row, 0);
  const postings = new Map<string, Posting[]>();
  const strayRows: string[] = [];
  for (const posting of postingRows) {
    if (posting[0] !== number) strayRows.push(`a posting of batch ${textAt(posting, 0)}`);
    else addTo(postings, textAt(posting, 1), postingOf(posting));
  }
  const entries: StoredEntry[] = [];
  for (const entry of entryRows) {
    const index = textAt(entry, 1);
    if (entry[0] !== number) strayRows.push(`an entry of batch ${textAt(entry, 0)}`);
    else entries.push(entryOf(entry, postings.get(index) ?? []));
    postings.delete(index);
  }
  for (const index of postings.keys()) strayRows.push(`a posting of entry ${index}`);
  return {
    number: BigInt(number),
    epoch: Number(textAt(row, 1)),
    atMs: integerAt(row, 2),
    entryCount: Number(textAt(row, 3)),
    postingCount: Number(textAt(row, 4)),
    previousHash: bytesAt(row, 5),
    hash: bytesAt(row, 6),
    entries,
    strayRows,
  };
}

function addTo(postings: Map<string, Posting[]>, index: string, posting: Posting): void {
  const known = postings.get(index);
  if (known === undefined) postings.set(index, [posting]);
  else known.push(posting);
}

function entryOf(row: Row, postings: readonly Posting[]): StoredEntry {
  return {
    index: Number(textAt(row, 1)),
    fingerprint: textAt(row, 2),
    id: textAt(row, 3),
    purpose: textAt(row, 4),
    refusal: jsonAt(row, 5),
    businessDate: textAt(row, 6),
    once: optionalTextAt(row, 7),
    refunds: optionalTextAt(row, 8),
    hold: optionalTextAt(row, 9),
    reference: jsonAt(row, 10) ?? {},
    detail: jsonAt(row, 11),
    postings,
  };
}

function jsonAt(row: Row, column: number): Detail | null {
  const text = optionalTextAt(row, column);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null) return value as Detail;
  throw new Error(`column ${column} holds no JSON object`);
}

function postingOf(row: Row): Posting {
  return {
    leg: Number(textAt(row, 2)),
    debit: integerAt(row, 3),
    credit: integerAt(row, 4),
    amountMinor: integerAt(row, 5),
    debitVersion: integerAt(row, 6),
    debitBalanceMinor: integerAt(row, 7),
    creditVersion: integerAt(row, 8),
    creditBalanceMinor: integerAt(row, 9),
  };
}
