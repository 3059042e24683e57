import { type Database, withTrx } from '@tamsui/platform/database';
import {
  type CappedRefund,
  findCappedRefund,
  insertCappedRefund,
  lockCappedRefunds,
  sumOfCappedRefunds,
} from './capped-refund-store.ts';

/** `reserved`: from now on it counts · `known`: it counts already · `above`: too much in all · `reused`: another had this key. */
export type CapStanding = 'reserved' | 'known' | 'above' | 'reused';

/**
 * Lets a refund count against the cap of whoever gives back, before the ledger is asked. The cap holds for all that they
 * give back of one payment: in parts or at once, one after the other or all at the same moment.
 */
export function reserveUnderCap(
  database: Database,
  refund: CappedRefund,
  capMinor: bigint,
): Promise<CapStanding> {
  return withTrx(database, async (trx) => {
    await lockCappedRefunds(trx, refund.paymentId, refund.actor);
    const known = await findCappedRefund(trx, refund.refundId);
    if (known !== undefined) {
      const isSame = known.paymentId === refund.paymentId && known.amountMinor === refund.amountMinor;
      return isSame ? 'known' : 'reused';
    }
    const beforeMinor = await sumOfCappedRefunds(trx, refund.paymentId, refund.actor);
    if (beforeMinor + refund.amountMinor > capMinor) return 'above';
    await insertCappedRefund(trx, refund);
    return 'reserved';
  });
}
