import { invariant } from '@tamsui/errors';
import type { LedgerClient } from '@tamsui/ledger-client';
import { type Database, withTrx } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { projectEntries } from './project-entry.ts';
import { advancePosition, insertPayments, insertRefunds, readPosition } from './projection-store.ts';

export interface FollowFeedDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
}

/** Entries of one page; they go into the database in one trx. */
const MAX_ENTRIES = 1_000;
/** How long the ledger may wait for something new: short enough for a quick stop. */
const WAIT_MS = 2_000;

/**
 * Reads one page of the feed and writes what lists need, together with the new position, in one trx: so each entry
 * has its effect exactly once, whatever stops in between. Of several processes that read the same page one moves the
 * position on, and the others throw their page away.
 */
export async function followFeed(
  { database, ledger }: FollowFeedDeps,
  waitMs: number = WAIT_MS,
): Promise<StepResult> {
  const from = await readPosition(database);
  invariant(from !== undefined, 'the feed has a position');
  const { entries, next } = await ledger.feed(from, { limit: MAX_ENTRIES, waitMs });
  if (next.batch === from.batch && next.index === from.index) return 'idle';
  const { payments, refunds } = projectEntries(entries);
  await withTrx(database, async (trx) => {
    if (!(await advancePosition(trx, from, next))) return;
    await insertPayments(trx, payments);
    await insertRefunds(trx, refunds);
  });
  return 'more';
}
