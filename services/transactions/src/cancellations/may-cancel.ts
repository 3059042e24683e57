import { actorId, type MerchantPrincipal } from '../auth/principal.ts';
import { readPayment } from '../payments/find-payment.ts';
import { sumOfCappedRefunds } from '../refunds/capped-refund-store.ts';
import { leftToRefund } from '../refunds/give-back.ts';
import type { CancelPaymentDeps } from './cancel-payment.ts';
import type { CancelledOrder } from './cancellation.ts';
import { findOrder } from './find-order.ts';

/** While a sale is still at the counter, whoever may charge may cancel; later it is a refund like any other. */
const CANCEL_FREELY_MS = 15 * 60_000;

/** Whether the one who acts may give back what was paid for the order. */
export async function mayCancel(
  deps: CancelPaymentDeps,
  { permissions, refundCapMinor, actor }: MerchantPrincipal,
  order: CancelledOrder,
): Promise<boolean> {
  if (permissions.has('payments:refund') && refundCapMinor === null) return true;
  const freeSinceMs = deps.clock.now().getTime() - CANCEL_FREELY_MS;
  for (const id of await findOrder(deps, order)) {
    const found = await readPayment(deps, id);
    if (found === undefined || found.payment.at.getTime() >= freeSinceMs) continue;
    const leftMinor = leftToRefund(found);
    if (leftMinor === 0n) continue;
    if (!permissions.has('payments:refund')) return false;
    if (refundCapMinor === null) continue;
    // Read after what is left: a refund in between then counts twice, and never not at all.
    const beforeMinor = await sumOfCappedRefunds(deps.database, id, actorId(actor));
    if (beforeMinor + leftMinor > refundCapMinor) return false;
  }
  return true;
}
