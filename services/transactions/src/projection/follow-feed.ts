import type { Uuid } from '@tamsui/ids';
import type { Entry, LedgerClient } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, type Trx, withTrx } from '@tamsui/platform/database';
import type { StepResult } from '../background-loop.ts';
import { tellEntries } from '../events/tell-entries.ts';
import { type ProjectedRows, projectEntries } from './project-entry.ts';
import {
  advancePosition,
  insertAuthorisations,
  insertCaptures,
  insertPayments,
  insertRefunds,
  markReleased,
  takeFeed,
} from './projection-store.ts';

/** What a page of the feed means to the rest of the process. */
export interface FeedNews {
  /** The payments of these entries, among others, may have changed. */
  onEntries(ids: readonly Uuid[]): void;
  /** There are new events. */
  onEvents(): void;
  /** A payment of a cancelled order was found, and is to be undone. */
  onCancelledPaid(): void;
}

export interface FollowFeedDeps extends FeedNews {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
  readonly currency: CurrencyCode;
}

/** Entries of one page; they go into the database in one trx. */
const MAX_ENTRIES = 1_000;
/** How long the ledger may wait for something new: short enough for a quick stop. */
const WAIT_MS = 2_000;

/**
 * Reads one page of the feed and writes what lists need, together with the new position, in one trx: so each entry
 * has its effect exactly once, whatever stops in between. Of several processes one follows the feed at a time. A page
 * that was not full is the end for now: a short rest lets the next one grow, so that a busy city writes a few large pages
 * and not hundreds of small ones.
 */
export async function followFeed(deps: FollowFeedDeps, waitMs: number = WAIT_MS): Promise<StepResult> {
  const page = await withTrx(deps.database, (trx) => readAndWrite(deps, trx, waitMs));
  deps.onEntries(page.entries.map(({ id }) => id));
  if (page.cancelled > 0) deps.onCancelledPaid();
  if (page.events > 0) deps.onEvents();
  return page.entries.length === MAX_ENTRIES ? 'more' : 'idle';
}

interface WrittenPage extends Written {
  readonly entries: readonly Entry[];
}

async function readAndWrite(deps: FollowFeedDeps, trx: Trx, waitMs: number): Promise<WrittenPage> {
  const from = await takeFeed(trx);
  if (from === 'taken') return NOTHING;
  const { entries, next } = await deps.ledger.feed(from, { limit: MAX_ENTRIES, waitMs });
  if (next.batch === from.batch && next.index === from.index) return NOTHING;
  if (!(await advancePosition(trx, from, next))) return NOTHING;
  return { entries, ...(await writePage(deps, trx, entries)) };
}

/** What came of a page: payments of orders that were cancelled before they came, and events. */
interface Written {
  readonly cancelled: number;
  readonly events: number;
}

const NOTHING: WrittenPage = { entries: [], cancelled: 0, events: 0 };

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
  const paid = await insertPayments(trx, rows.payments, now);
  const setAside = await insertAuthorisations(trx, rows.authorisations, now);
  await insertCaptures(trx, rows.captures);
  await markReleased(trx, rows.releases);
  await insertRefunds(trx, rows.refunds);
  return paid + setAside;
}
