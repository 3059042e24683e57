import type { CloseBusinessDayCommand } from './command.ts';
import { type Effect, refused } from './effect.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';

const PURPOSE = 'business_day_closed';

/**
 * Closes a business day, and with it every day before. Its place in the journal is the cut: no later entry belongs to
 * that day. A day may be closed before its midnight; the next one is then open early.
 */
export function closeBusinessDay(state: BookState, { businessDate }: CloseBusinessDayCommand): Effect {
  const refusal = judge(state, businessDate);
  if (refusal !== null) return refused(PURPOSE, refusal);
  state.day = { ...state.day, lastClosed: businessDate };
  return { purpose: PURPOSE, refusal: null, postings: [], detail: { business_date: businessDate } };
}

function judge({ day }: BookState, businessDate: string): BookRefusal | null {
  if (day.lastClosed !== null && businessDate <= day.lastClosed) {
    return bookRefusal('business_day_already_closed', { last_closed: day.lastClosed });
  }
  if (businessDate > day.current) return bookRefusal('business_day_not_open', { open: day.current });
  return null;
}
