import type { LedgerClient } from '@tamsui/ledger-client';
import type { Database } from '@tamsui/platform/database';
import { type ClosedDay, closeCommandId } from './closed-day.ts';
import { findCloseCovering, insertClosedDay } from './closed-day-store.ts';

export interface BusinessDayDeps {
  readonly database: Database;
  readonly ledger: Pick<LedgerClient, 'submit' | 'entry' | 'businessDay'>;
  readonly book: string;
}

/**
 * The close of exactly this day, when it happened. It asks the journal too: the process may have died after the
 * book closed the day and before it was written down here.
 */
export async function recallClose(
  { database, ledger, book }: BusinessDayDeps,
  businessDate: string,
): Promise<ClosedDay | undefined> {
  const known = await findCloseCovering(database, book, businessDate);
  if (known?.businessDate === businessDate) return known;
  const entry = await ledger.entry(closeCommandId(businessDate));
  if (entry === undefined || !entry.posted) return undefined;
  const closed = { businessDate, position: entry.position, closedAt: entry.at };
  await insertClosedDay(database, book, closed);
  return closed;
}
