import { accept, Fault, type Refusal, type Result, refuse } from '@tamsui/errors';
import { fingerprintOf } from '@tamsui/ids';
import type { Outcome } from '@tamsui/ledger-client';
import { type ClosedDay, closeCommandId } from './closed-day.ts';
import { insertClosedDay } from './closed-day-store.ts';
import { type BusinessDayDeps, recallClose } from './recall-close.ts';

export type CloseRefusalCode = 'business_day_not_open' | 'business_day_already_closed';
type Closed = Result<ClosedDay, Refusal<CloseRefusalCode>>;

/**
 * Closes a business day in the book; the place of that entry is the day's exact cut. The book remembers a refusal
 * under the command's id for ever, and a day has one id: so it is asked only when it will say yes.
 */
export async function closeBusinessDay(deps: BusinessDayDeps, businessDate: string): Promise<Closed> {
  const { open, lastClosed } = await deps.ledger.businessDay();
  if (businessDate > open) return refuse('business_day_not_open', { open });
  if (lastClosed !== null && businessDate <= lastClosed) {
    const recalled = await recallClose(deps, businessDate);
    if (recalled !== undefined) return accept(recalled);
    return refuse('business_day_already_closed', { last_closed: lastClosed });
  }
  const outcome = await deps.ledger.submit({
    kind: 'close_business_day',
    id: closeCommandId(businessDate),
    fingerprint: fingerprintOf({ businessDate }),
    businessDate,
  });
  const closed = closedBy(outcome, businessDate);
  if (closed.ok) await insertClosedDay(deps.database, deps.book, closed.value);
  return closed;
}

function closedBy(outcome: Outcome, businessDate: string): Closed {
  if (outcome.status === 'posted')
    return accept({ businessDate, position: outcome.position, closedAt: outcome.at });
  // Between the question and the command, somebody closed a later day.
  if (outcome.status === 'refused' && outcome.refusal.code === 'business_day_already_closed')
    return refuse('business_day_already_closed', { last_closed: outcome.refusal.last_closed ?? null });
  throw new Fault('business_day_close_refused', `The book would not close ${businessDate}.`, {
    cause: outcome,
    retryable: false,
  });
}
