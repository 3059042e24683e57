import type { Position } from '@tamsui/ledger-client';
import type { Database, Trx } from '@tamsui/platform/database';
import type { SettlementLine } from './settlement-line.ts';

/** Before the first entry of a book. */
const START: Position = { batch: 0n, index: 0 };

interface PositionRow {
  readonly batch: bigint;
  readonly entry_index: number;
}

/** How far the book's feed was read. */
export async function findPosition(database: Database, book: string): Promise<Position> {
  const { rows } = await database.raw<{ rows: PositionRow[] }>(
    'select batch, entry_index from settlement.feed_positions where book = :book',
    { book },
  );
  return positionOf(rows[0]);
}

/** The same, and nobody else moves it before the trx ends. */
export async function lockPosition(trx: Trx, book: string): Promise<Position> {
  await trx.raw(
    `insert into settlement.feed_positions (book, batch, entry_index)
     values (:book, 0, 0) on conflict (book) do nothing`,
    { book },
  );
  const { rows } = await trx.raw<{ rows: PositionRow[] }>(
    'select batch, entry_index from settlement.feed_positions where book = :book for update',
    { book },
  );
  return positionOf(rows[0]);
}

export async function movePosition(trx: Trx, book: string, { batch, index }: Position): Promise<void> {
  await trx.raw(
    'update settlement.feed_positions set batch = :batch, entry_index = :index where book = :book',
    { book, batch, index },
  );
}

/** One statement for a page of the feed. No ON CONFLICT: a line that is there already is a bug worth a stop. */
export async function insertLines(trx: Trx, book: string, lines: readonly SettlementLine[]): Promise<void> {
  await trx.raw(
    `insert into settlement.lines (entry, book, batch, entry_index, kind, payable_account, business_date,
       occurred_at, currency, amount_minor, original, order_reference, terminal)
     select entry, :book, batch, entry_index, kind, payable_account, business_date,
       occurred_at, currency, amount_minor, original, order_reference, terminal
     from unnest(:entries::uuid[], :batches::bigint[], :indexes::integer[], :kinds::text[], :accounts::uuid[],
       :dates::date[], :instants::timestamptz[], :currencies::text[], :amounts::bigint[], :originals::uuid[],
       :orders::text[], :terminals::text[])
       as line (entry, batch, entry_index, kind, payable_account, business_date,
         occurred_at, currency, amount_minor, original, order_reference, terminal)`,
    {
      book,
      entries: lines.map((line) => line.entry),
      batches: lines.map((line) => line.position.batch),
      indexes: lines.map((line) => line.position.index),
      kinds: lines.map((line) => line.kind),
      accounts: lines.map((line) => line.payableAccount),
      dates: lines.map((line) => line.businessDate),
      instants: lines.map((line) => line.at),
      currencies: lines.map((line) => line.currency),
      amounts: lines.map((line) => line.amountMinor),
      originals: lines.map((line) => line.original),
      orders: lines.map((line) => line.orderReference),
      terminals: lines.map((line) => line.terminal),
    },
  );
}

function positionOf(row: PositionRow | undefined): Position {
  return row === undefined ? START : { batch: row.batch, index: row.entry_index };
}
