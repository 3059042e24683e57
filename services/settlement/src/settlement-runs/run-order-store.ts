import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { RunState } from './settlement-run.ts';

/** Runs follow each other by day, because each carries balances over from the one before. */
export async function findRunBefore(
  database: Database,
  book: string,
  businessDate: string,
): Promise<{ readonly id: Uuid; readonly businessDate: string; readonly state: RunState } | undefined> {
  const { rows } = await database.raw<{ rows: { id: Uuid; date: string; state: RunState }[] }>(
    `select id, business_date::text as date, state from settlement.runs
     where book = :book and business_date < :date
     order by runs.business_date desc limit 1`,
    { book, date: businessDate },
  );
  const row = rows[0];
  return row === undefined ? undefined : { id: row.id, businessDate: row.date, state: row.state };
}

export async function findRunDateAfter(
  database: Database,
  book: string,
  businessDate: string,
): Promise<string | undefined> {
  const { rows } = await database.raw<{ rows: { date: string }[] }>(
    `select business_date::text as date from settlement.runs
     where book = :book and business_date > :date order by runs.business_date limit 1`,
    { book, date: businessDate },
  );
  return rows[0]?.date;
}

/** The first day with lines strictly between two dates; without a lower one, from the beginning. */
export async function findDayWithLinesBetween(
  database: Database,
  book: string,
  afterDate: string | null,
  beforeDate: string,
): Promise<string | undefined> {
  const { rows } = await database.raw<{ rows: { date: string }[] }>(
    `select business_date::text as date from settlement.lines
     where book = :book and business_date < :beforeDate
       and business_date > coalesce(:afterDate::date, '-infinity')
     order by lines.business_date limit 1`,
    { book, afterDate, beforeDate },
  );
  return rows[0]?.date;
}
