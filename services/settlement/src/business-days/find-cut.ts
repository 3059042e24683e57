import { accept, Fault, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Position } from '@tamsui/ledger-client';
import { findCloseCovering } from './closed-day-store.ts';
import { type BusinessDayDeps, recallClose } from './recall-close.ts';

export type CutRefusalCode = 'business_day_not_closed';

/** The place in the journal behind which no entry belongs to the day. */
export async function findCut(
  deps: BusinessDayDeps,
  businessDate: string,
): Promise<Result<Position, Refusal<CutRefusalCode>>> {
  const known = await findCloseCovering(deps.database, deps.book, businessDate);
  if (known !== undefined) return accept(known.position);
  const { open, lastClosed } = await deps.ledger.businessDay();
  if (lastClosed === null || lastClosed < businessDate)
    return refuse('business_day_not_closed', { open, last_closed: lastClosed });
  const recalled = await recallClose(deps, lastClosed);
  if (recalled !== undefined) return accept(recalled.position);
  throw new Fault(
    'business_day_cut_unknown',
    `The book closed ${lastClosed} by a command that is not ours.`,
    {
      retryable: false,
    },
  );
}
