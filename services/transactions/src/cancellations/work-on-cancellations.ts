import type { StepResult } from '../background-loop.ts';
import { type CancelPaymentDeps, cancelPayment } from './cancel-payment.ts';
import { findOpenItems } from './cancellation-item-store.ts';
import { findCancellation } from './cancellation-store.ts';

const ITEMS_PER_STEP = 50;

/** Undoes payments of cancelled orders: those that came later, and those that something got in the way of. */
export async function workOnCancellations(deps: CancelPaymentDeps): Promise<StepResult> {
  const items = await findOpenItems(deps.database, deps.clock.now(), ITEMS_PER_STEP);
  for (const item of items) {
    const cancellation = await findCancellation(deps.database, item.cancellationId);
    if (cancellation !== undefined) await cancelPayment(deps, cancellation, item);
  }
  return items.length === ITEMS_PER_STEP ? 'more' : 'idle';
}
