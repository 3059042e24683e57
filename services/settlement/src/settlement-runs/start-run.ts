import { accept, Fault, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Position } from '@tamsui/ledger-client';
import { type Trx, withTrx } from '@tamsui/platform/database';
import { type CutRefusalCode, findCut } from '../business-days/find-cut.ts';
import { findPosition } from '../projection/projection-store.ts';
import { hasReached } from '../projection/settlement-line.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { findDayWithLinesBetween, findRunBefore, findRunDateAfter } from './run-order-store.ts';
import { findRun, insertRun, lockRunsOfBook } from './run-store.ts';
import { runIdOf, type SettlementRun } from './settlement-run.ts';

export type StartRunRefusalCode = CutRefusalCode | 'earlier_day_not_settled' | 'later_day_settled';
type Started = Result<{ readonly run: SettlementRun; readonly isNew: boolean }, Refusal<StartRunRefusalCode>>;

/** How long a caller waits for the lines of a day that was closed a moment ago. */
const MAX_WAIT_MS = 20_000;
const POLL_MS = 50;

/** Finds the run of a closed business day, or begins it. */
export async function startRun(deps: SettlementDeps, businessDate: string): Promise<Started> {
  const known = await findRun(deps.database, runIdOf(deps.book, businessDate));
  if (known !== undefined) return accept({ run: known, isNew: false });
  const cut = await findCut(deps, businessDate);
  if (!cut.ok) return cut;
  await waitForProjection(deps, cut.value);
  return withTrx(deps.database, (trx) => beginRun(trx, deps, businessDate, cut.value));
}

async function waitForProjection(
  { database, book, clock, pause }: SettlementDeps,
  cut: Position,
): Promise<void> {
  const deadlineMs = clock.now().getTime() + MAX_WAIT_MS;
  while (!hasReached(await findPosition(database, book), cut)) {
    if (clock.now().getTime() >= deadlineMs) {
      throw new Fault('projection_behind', 'Not all lines of the day have been read from the ledger yet.', {
        retryable: true,
      });
    }
    await pause(POLL_MS);
  }
}

async function beginRun(
  trx: Trx,
  deps: SettlementDeps,
  businessDate: string,
  cut: Position,
): Promise<Started> {
  const { book, currency, clock } = deps;
  const id = runIdOf(book, businessDate);
  await lockRunsOfBook(trx, book);
  if ((await findRun(trx, id)) === undefined) {
    const outOfOrder = await judgeOrder(trx, book, businessDate);
    if (outOfOrder !== undefined) return outOfOrder;
  }
  const isNew = await insertRun(trx, { id, book, businessDate, currency, createdAt: clock.now(), cut });
  const run = await findRun(trx, id);
  if (run === undefined) throw new Fault('run_vanished', 'The run is gone.', { retryable: true });
  return accept({ run, isNew });
}

/** A run carries balances over from the day before, so days with lines are settled in their order. */
async function judgeOrder(trx: Trx, book: string, businessDate: string): Promise<Started | undefined> {
  const later = await findRunDateAfter(trx, book, businessDate);
  if (later !== undefined) return refuse('later_day_settled', { settled: later });
  const before = await findRunBefore(trx, book, businessDate);
  if (before?.state === 'calculating')
    return refuse('earlier_day_not_settled', { unsettled: before.businessDate });
  const unsettled = await findDayWithLinesBetween(trx, book, before?.businessDate ?? null, businessDate);
  return unsettled === undefined ? undefined : refuse('earlier_day_not_settled', { unsettled });
}
