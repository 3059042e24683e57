import type { Batch, Entry, Posting } from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import {
  bigints,
  columnOf,
  dates,
  integers,
  isWarning,
  jsonbs,
  smallints,
  texts,
  uuids,
} from '@tamsui/platform/database';
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
  return async (batch) => send(batch, valuesOf(batch));
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
    columnOf(smallints, batch.entries.flatMap(placesOfPostings), (index) => index),
    ...postingColumns(postings),
  ];
}

function openedColumns({ opened }: Batch): unknown[] {
  return [
    columnOf(bigints, opened, (account) => account.number),
    columnOf(uuids, opened, (account) => account.id),
    columnOf(texts, opened, (account) => account.kind),
    columnOf(texts, opened, (account) => account.currency),
    columnOf(bigints, opened, (account) => account.floorMinor),
  ];
}

function entryColumns(entries: readonly Entry[]): unknown[] {
  return [
    columnOf(smallints, entries, (entry) => entry.index),
    columnOf(dates, entries, (entry) => entry.businessDate),
    columnOf(uuids, entries, (entry) => entry.id),
    columnOf(uuids, entries, (entry) => entry.fingerprint),
    columnOf(uuids, entries, (entry) => entry.once),
    columnOf(uuids, entries, (entry) => entry.refunds),
    columnOf(uuids, entries, (entry) => entry.hold),
    columnOf(texts, entries, (entry) => entry.purpose),
    columnOf(jsonbs, entries, (entry) => jsonOf(entry.refusal)),
    columnOf(jsonbs, entries, (entry) => jsonOf(entry.reference)),
    columnOf(jsonbs, entries, (entry) => jsonOf(entry.detail)),
  ];
}

/** For each posting the index of its entry. */
function placesOfPostings({ index, postings }: Entry): number[] {
  return postings.map(() => index);
}

function postingColumns(postings: readonly Posting[]): unknown[] {
  return [
    columnOf(smallints, postings, (posting) => posting.leg),
    columnOf(integers, postings, (posting) => Number(posting.debit)),
    columnOf(integers, postings, (posting) => Number(posting.credit)),
    columnOf(bigints, postings, (posting) => posting.amountMinor),
    columnOf(bigints, postings, (posting) => posting.debitVersion),
    columnOf(bigints, postings, (posting) => posting.debitBalanceMinor),
    columnOf(bigints, postings, (posting) => posting.creditVersion),
    columnOf(bigints, postings, (posting) => posting.creditBalanceMinor),
  ];
}

/** A column of type jsonb keeps no order of keys, so none needs to be made. */
function jsonOf(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
