import { invariant } from '@tamsui/errors';
import type { Database } from '@tamsui/platform/database';
import type { BatchRow, JournalEntry, JournalPosting } from './journal-batch.ts';

export interface JournalBatch extends BatchRow {
  readonly entries: readonly JournalEntry[];
}

/** What tells whether there is something to sign. */
export interface JournalEnd {
  readonly number: bigint;
  /** Batch of the last closing of a business day; null when none was closed. */
  readonly lastClosing: bigint | null;
  /** The hash that the journal has for the batch that was asked for; null when it has no such batch. */
  readonly hashOfAsked: Buffer | null;
}

/** Reads of one book's journal. It is append-only, so what two statements read fits together. */
export interface JournalStore {
  end(asked: bigint): Promise<JournalEnd>;
  /** The next batches after a number, few enough for memory; empty when there is none. */
  batchesAfter(number: bigint): Promise<JournalBatch[]>;
  batch(number: bigint): Promise<JournalBatch | undefined>;
  findEntry(id: string): Promise<{ readonly batch: bigint; readonly index: number } | undefined>;
}

const MAX_BATCHES = 500;
/** A page ends with the batch that reaches this many entries. */
const MAX_ENTRIES = 20_000;

export function createJournalStore(database: Database, schema: string): JournalStore {
  const content = async (batches: readonly BatchRow[]): Promise<JournalBatch[]> => {
    const [first, last] = [batches[0], batches.at(-1)];
    if (first === undefined || last === undefined) return [];
    const postings = await selectPostings(database, schema, [first.number, last.number]);
    const entries = await selectEntries(database, schema, [first.number, last.number]);
    return joinRows(batches, entries, postings);
  };
  return {
    end: (asked) => selectEnd(database, schema, asked),
    batchesAfter: async (number) => content(await selectBatches(database, schema, number)),
    batch: async (number) => (await content(await selectBatch(database, schema, number)))[0],
    findEntry: (id) => selectPlace(database, schema, id),
  };
}

function joinRows(
  batches: readonly BatchRow[],
  entryRows: readonly EntryRow[],
  postingRows: readonly PostingRow[],
): JournalBatch[] {
  const postings = groupBy(postingRows, ({ batch, index }) => `${batch},${index}`);
  const entries = groupBy(entryRows, ({ batch }) => batch);
  return batches.map((batch) => ({
    ...batch,
    entries: (entries.get(batch.number) ?? []).map(({ batch: number, index, ...entry }) => ({
      ...entry,
      postings: postings.get(`${number},${index}`) ?? [],
    })),
  }));
}

function groupBy<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

async function selectEnd(database: Database, schema: string, asked: bigint): Promise<JournalEnd> {
  const { rows } = await database.raw<{ rows: JournalEnd[] }>(
    `select (select max(number) from ${schema}.batches) as number,
      (select max(batch) from ${schema}.entries where purpose = 'business_day_closed' and refusal is null) as "lastClosing",
      (select hash from ${schema}.batches where number = ?) as "hashOfAsked"`,
    [String(asked)],
  );
  const row = rows[0];
  invariant(row !== undefined, 'a statement without a table answers with one row');
  return { ...row, number: row.number ?? -1n };
}

const BATCH_COLUMNS = 'number, epoch, at, previous_hash as "previousHash", hash';

async function selectBatches(database: Database, schema: string, after: bigint): Promise<BatchRow[]> {
  const { rows } = await database.raw<{ rows: BatchRow[] }>(
    `select ${BATCH_COLUMNS} from (
      select *, sum(entry_count) over (order by number) - entry_count as entries_before from (
        select * from ${schema}.batches where number > ? order by number limit ?
      ) page
    ) counted where entries_before < ? order by number`,
    [String(after), MAX_BATCHES, MAX_ENTRIES],
  );
  return rows;
}

async function selectBatch(database: Database, schema: string, number: bigint): Promise<BatchRow[]> {
  const { rows } = await database.raw<{ rows: BatchRow[] }>(
    `select ${BATCH_COLUMNS} from ${schema}.batches where number = ?`,
    [String(number)],
  );
  return rows;
}

type EntryRow = Omit<JournalEntry, 'postings'> & { readonly batch: bigint; readonly index: number };

async function selectEntries(
  database: Database,
  schema: string,
  [first, last]: readonly [bigint, bigint],
): Promise<EntryRow[]> {
  const { rows } = await database.raw<{ rows: EntryRow[] }>(
    `select batch, index, id, replace(fingerprint::text, '-', '') as fingerprint, purpose, refusal,
      business_date::text as "businessDate", once, refunds, hold, reference, detail
    from ${schema}.entries where batch >= ? and batch <= ? order by batch, index`,
    [String(first), String(last)],
  );
  return rows;
}

type PostingRow = JournalPosting & { readonly batch: bigint; readonly index: number };

async function selectPostings(
  database: Database,
  schema: string,
  [first, last]: readonly [bigint, bigint],
): Promise<PostingRow[]> {
  const { rows } = await database.raw<{ rows: PostingRow[] }>(
    `select batch, index, leg, debit::bigint, credit::bigint, amount as "amountMinor", debit_version as "debitVersion",
      debit_balance as "debitBalanceMinor", credit_version as "creditVersion",
      credit_balance as "creditBalanceMinor"
    from ${schema}.postings where batch >= ? and batch <= ? order by batch, index, leg`,
    [String(first), String(last)],
  );
  return rows;
}

async function selectPlace(
  database: Database,
  schema: string,
  id: string,
): Promise<{ readonly batch: bigint; readonly index: number } | undefined> {
  const { rows } = await database.raw<{ rows: { batch: bigint; index: number }[] }>(
    `select batch, index from ${schema}.entries where id = ?`,
    [id],
  );
  return rows[0];
}
