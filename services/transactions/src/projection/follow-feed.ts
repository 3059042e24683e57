import { invariant } from '@tamsui/errors';
import type { Entry, LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { findCancelled } from '../cancellations/cancellation-item-store.ts';
import { tellEntries } from '../events/tell-entries.ts';
import type { PaymentNews } from '../payments/payment-news.ts';
import { type ProjectedRows, projectEntries } from './project-entry.ts';
import {
  advancePosition,
  insertAuthorisations,
  insertCaptures,
  insertPayments,
  insertRefunds,
  markReleased,
  readPosition,
} from './projection-store.ts';

export interface FollowFeedDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly paymentNews: PaymentNews;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
  /** Says that there are new events. */
  onEvents(): void;
  /** Says that a payment of a cancelled order was found, and is to be undone. */
  onCancelledPaid(): void;
}

/** Entries of one page; they go into the database in one trx. */
const MAX_ENTRIES = 1_000;
/** How long the ledger may wait for something new: short enough for a quick stop. */
const WAIT_MS = 2_000;

/**
 * Reads one page of the feed and writes what lists need, together with the new position, in one trx: so each entry
 * has its effect exactly once, whatever stops in between. Of several processes that read the same page one moves the
 * position on, and the others throw their page away. A page that was not full is the end for now: a short rest lets the
 * next one grow, so that a busy city writes a few large pages and not hundreds of small ones.
 */
export async function followFeed(deps: FollowFeedDeps, waitMs: number = WAIT_MS): Promise<StepResult> {
  const { database, ledger } = deps;
  const from = await readPosition(database);
  invariant(from !== undefined, 'the feed has a position');
  const { entries, next } = await ledger.feed(from, { limit: MAX_ENTRIES, waitMs });
  if (next.batch === from.batch && next.index === from.index) return 'idle';
  const written = await withTrx(database, async (trx) => {
    if (!(await advancePosition(trx, from, next))) return NOTHING;
    return writePage(deps, trx, entries);
  });
  deps.paymentNews.tell(entries.map(({ id }) => id));
  if (written.cancelled > 0) deps.onCancelledPaid();
  if (written.events > 0) deps.onEvents();
  return entries.length === MAX_ENTRIES ? 'more' : 'idle';
}

/** What came of a page: payments of orders that were cancelled before they came, and events. */
interface Written {
  readonly cancelled: number;
  readonly events: number;
}

const NOTHING: Written = { cancelled: 0, events: 0 };

/** The events come last: nobody else can write any until COMMIT. */
async function writePage(
  { clock, currency }: FollowFeedDeps,
  trx: Trx,
  entries: readonly Entry[],
): Promise<Written> {
  const cancelled = await write(trx, projectEntries(entries), clock.now());
  return { cancelled, events: await tellEntries(trx, entries, currency) };
}

/** @returns how many payments are of an order that was cancelled before they came */
async function write(trx: Trx, rows: ProjectedRows, now: Date): Promise<number> {
  await insertPayments(trx, rows.payments);
  await insertAuthorisations(trx, rows.authorisations);
  await insertCaptures(trx, rows.captures);
  await markReleased(trx, rows.releases);
  await insertRefunds(trx, rows.refunds);
  const paid = [...rows.payments, ...rows.authorisations].map(({ id }) => id);
  return paid.length === 0 ? 0 : findCancelled(trx, paid, now);
}
