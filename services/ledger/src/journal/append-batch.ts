import type { Batch, Entry, Posting } from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import { isWarning } from '@tamsui/platform/database';
import type pg from 'pg';

/**
 * Writes a whole batch in one statement, which is its own SQL transaction. It inserts nothing unless the journal's
 * last batch is the one that this batch builds on, so that a second writer, or a batch behind one that failed, cannot
 * land: that is the fence on which correctness rests. An account that it opens stands as before the batch, without
 * movements: the batch itself may move it.
 */
const appendSql = (schema: string): string => `
with head as (
  select number, hash from ${schema}.batches order by number desc limit 1
), batch as (
  insert into ${schema}.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
  select $1::bigint, $2::int, $3::int, $4::int, $5::timestamptz, $6::bytea, $7::bytea
  from head where head.number = $1::bigint - 1 and head.hash = $6::bytea
  returning number
), opened as (
  insert into ${schema}.accounts (number, id, kind, currency, floor, as_of_batch)
  select o.number, o.id, o.kind, o.currency, o.floor, batch.number - 1
  from batch, unnest($8::bigint[], $9::uuid[], $10::text[], $11::text[], $12::bigint[])
    as o(number, id, kind, currency, floor)
), entry as (
  insert into ${schema}.entries
    (batch, business_date, index, id, fingerprint, once, refunds, hold, purpose, refusal, reference,
      detail)
  select batch.number, e.business_date, e.index, e.id, e.fingerprint, e.once, e.refunds, e.hold,
    e.purpose, e.refusal, e.reference, e.detail
  from batch, unnest($13::smallint[], $14::date[], $15::uuid[], $16::uuid[], $17::uuid[], $18::uuid[], $19::uuid[], $20::text[],
    $21::jsonb[], $22::jsonb[], $23::jsonb[])
    as e(index, business_date, id, fingerprint, once, refunds, hold, purpose, refusal, reference, detail)
), posting as (
  insert into ${schema}.postings (batch, index, leg, debit, credit, amount, debit_version, debit_balance,
    credit_version, credit_balance)
  select batch.number, p.index, p.leg, p.debit, p.credit, p.amount, p.debit_version, p.debit_balance,
    p.credit_version, p.credit_balance
  from batch, unnest($24::smallint[], $25::smallint[], $26::int[], $27::int[], $28::bigint[], $29::bigint[],
    $30::bigint[], $31::bigint[], $32::bigint[])
    as p(index, leg, debit, credit, amount, debit_version, debit_balance, credit_version, credit_balance)
)
select count(*)::int as appended from batch`;

type Append = (batch: Batch) => Promise<void>;

/** @throws Error when the batch did not land or nobody knows; the state that made it must then be thrown away */
export function createAppender(client: pg.Client, schema: string): Append {
  const statement = { name: 'append-batch', text: appendSql(schema) };
  let warning: string | undefined;
  client.on('notice', ({ code, message }) => {
    if (isWarning(code)) warning = message;
  });
  async function send(batch: Batch, values: unknown[]): Promise<void> {
    const { rows } = await client.query<{ appended: number }>({ ...statement, values });
    invariant(rows.length === 1, 'the append answers with one row');
    if (rows[0]?.appended !== 1)
      throw new Error(`batch ${batch.number} was fenced off: another writer was first`);
    // "Committed locally, but might not have been replicated" comes as a warning beside a success.
    if (warning !== undefined) throw new Error(`batch ${batch.number} is in doubt: ${warning}`);
  }

  // A batch is sent while the one before it is being written: the connection is a pipeline, so the server never waits for
  // us, and the fence keeps out what was built on a batch that failed.
  return (batch) => send(batch, valuesOf(batch));
}

function valuesOf(batch: Batch): unknown[] {
  const postings = batch.entries.flatMap((entry) => entry.postings);
  return [
    batch.number.toString(),
    batch.epoch,
    batch.entries.length,
    postings.length,
    batch.at.toISOString(),
    batch.previousHash,
    batch.hash,
    ...openedColumns(batch),
    ...entryColumns(batch.entries),
    plainArray(batch.entries.flatMap(placesOfPostings), (index) => index),
    ...postingColumns(postings),
  ];
}

function openedColumns({ opened }: Batch): unknown[] {
  return [
    plainArray(opened, (account) => account.number),
    plainArray(opened, (account) => account.id),
    plainArray(opened, (account) => account.kind),
    plainArray(opened, (account) => account.currency),
    plainArray(opened, (account) => account.floorMinor),
  ];
}

function entryColumns(entries: readonly Entry[]): unknown[] {
  return [
    plainArray(entries, (entry) => entry.index),
    plainArray(entries, (entry) => entry.businessDate),
    plainArray(entries, (entry) => entry.id),
    plainArray(entries, (entry) => entry.fingerprint),
    plainArray(entries, (entry) => entry.once),
    plainArray(entries, (entry) => entry.refunds),
    plainArray(entries, (entry) => entry.hold),
    quotedArray(entries, (entry) => entry.purpose),
    quotedArray(entries, (entry) => jsonOf(entry.refusal)),
    quotedArray(entries, (entry) => jsonOf(entry.reference)),
    quotedArray(entries, (entry) => jsonOf(entry.detail)),
  ];
}

/** For each posting the index of its entry. */
function placesOfPostings({ index, postings }: Entry): number[] {
  return postings.map(() => index);
}

function postingColumns(postings: readonly Posting[]): unknown[] {
  return [
    plainArray(postings, (posting) => posting.leg),
    plainArray(postings, (posting) => posting.debit),
    plainArray(postings, (posting) => posting.credit),
    plainArray(postings, (posting) => posting.amountMinor),
    plainArray(postings, (posting) => posting.debitVersion),
    plainArray(postings, (posting) => posting.debitBalanceMinor),
    plainArray(postings, (posting) => posting.creditVersion),
    plainArray(postings, (posting) => posting.creditBalanceMinor),
  ];
}

/** An array literal for values without quotes, commas or braces in them; the driver's own escaping costs more. */
function plainArray<Row>(
  rows: readonly Row[],
  columnOf: (row: Row) => bigint | number | string | null,
): string {
  return `{${rows.map((row) => columnOf(row) ?? 'null').join(',')}}`;
}

/** An array literal for any text (PostgreSQL manual, 8.15.2). */
function quotedArray<Row>(rows: readonly Row[], columnOf: (row: Row) => string | null): string {
  const quoted = (text: string | null): string =>
    text === null ? 'null' : `"${text.replace(TO_BE_ESCAPED, '\\$&')}"`;
  return `{${rows.map((row) => quoted(columnOf(row))).join(',')}}`;
}

const TO_BE_ESCAPED = /["\\]/g;

/** A column of type jsonb keeps no order of keys, so none needs to be made. */
function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
