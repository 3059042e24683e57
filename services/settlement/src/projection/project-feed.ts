import type { LedgerClient } from '@tamsui/ledger-client';
import { type Database, withTrx } from '@tamsui/platform/database';
import { findPosition, insertLines, lockPosition, movePosition } from './projection-store.ts';
import { type SettlementLine, settlementLineOf } from './settlement-line.ts';

const PAGE_ENTRIES = 500;
/** Shorter than the client's own limit, and short enough for a stop to be quick. */
const WAIT_MS = 2_000;

export interface ProjectFeedDeps {
  readonly database: Database;
  readonly ledger: Pick<LedgerClient, 'feed'>;
  readonly book: string;
}

/** Reads the next page of the feed, waiting a while for one, and stores its lines together with the new position. */
export async function projectNextPage({ database, ledger, book }: ProjectFeedDeps): Promise<void> {
  const after = await findPosition(database, book);
  const page = await ledger.feed(after, { limit: PAGE_ENTRIES, waitMs: WAIT_MS });
  const lines = page.entries
    .map(settlementLineOf)
    .filter((line): line is SettlementLine => line !== undefined);
  if (page.entries.length === 0) return;
  await withTrx(database, async (trx) => {
    const locked = await lockPosition(trx, book);
    // Another process was faster with this page; its lines are there.
    if (locked.batch !== after.batch || locked.index !== after.index) return;
    if (lines.length > 0) await insertLines(trx, book, lines);
    await movePosition(trx, book, page.next);
  });
}
