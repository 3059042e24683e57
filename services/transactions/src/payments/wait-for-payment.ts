import type { Uuid } from '@tamsui/ids';
import type { MerchantPrincipal, ResidentPrincipal } from '../auth/principal.ts';
import { type FindPaymentDeps, type FoundPayment, findPayment } from './find-payment.ts';

/** Another process may have decided it: it is looked at again this often, whatever is heard. */
const LOOK_AGAIN_MS = 1_000;

/** Reads a payment; while it awaits confirmation, waits up to so many seconds for its answer. */
export async function waitForPayment(
  deps: FindPaymentDeps,
  who: MerchantPrincipal | ResidentPrincipal,
  id: Uuid,
  seconds: number,
): Promise<FoundPayment | undefined> {
  const untilMs = performance.now() + seconds * 1_000;
  for (;;) {
    const news = deps.paymentNews.listen(id);
    const found = await findPayment(deps, who, id).catch((error: unknown) => {
      news.stop();
      throw error;
    });
    const leftMs = untilMs - performance.now();
    if (found?.payment.status !== 'awaiting_confirmation' || leftMs <= 0) {
      news.stop();
      return found;
    }
    await news.heard(Math.min(leftMs, LOOK_AGAIN_MS));
  }
}
