import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { recordEvents } from '../events/append-events.ts';
import { topUpFailedEvent } from '../events/wallet-events.ts';
import type { TopUp } from './top-up.ts';
import { markFailed } from './top-up-store.ts';

/** Ends a top-up of which the bank has moved nothing, and tells its resident. @returns false when it was further already */
export async function failTopUp(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  topUp: TopUp,
  failureCode: string,
): Promise<boolean> {
  const finishedAt = clock.now();
  return withTrx(database, async (trx) => {
    if (!(await markFailed(trx, { id: topUp.id, failureCode, finishedAt }))) return false;
    await recordEvents(trx, [topUpFailedEvent(topUp, failureCode, finishedAt)]);
    return true;
  });
}
