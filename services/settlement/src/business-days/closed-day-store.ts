import type { Database } from '@tamsui/platform/database';
import type { ClosedDay } from './closed-day.ts';

interface ClosedDayRow {
  readonly business_date: string;
  readonly batch: bigint;
  readonly entry_index: number;
  readonly closed_at: Date;
}

export async function insertClosedDay(database: Database, book: string, day: ClosedDay): Promise<void> {
  await database.raw(
    `insert into settlement.closed_days (book, business_date, batch, entry_index, closed_at)
     values (:book, :date, :batch, :index, :closedAt) on conflict (book, business_date) do nothing`,
    {
      book,
      date: day.businessDate,
      batch: day.position.batch,
      index: day.position.index,
      closedAt: day.closedAt,
    },
  );
}

/** The close that closed this day: its own, or the next one, which closes every day before it as well. */
export async function findCloseCovering(
  database: Database,
  book: string,
  businessDate: string,
): Promise<ClosedDay | undefined> {
  const { rows } = await database.raw<{ rows: ClosedDayRow[] }>(
    `select business_date::text as business_date, batch, entry_index, closed_at
     from settlement.closed_days
     where book = :book and business_date >= :date
     order by closed_days.business_date limit 1`,
    { book, date: businessDate },
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    businessDate: row.business_date,
    position: { batch: row.batch, index: row.entry_index },
    closedAt: row.closed_at,
  };
}
