import type { ResidentPrincipal } from '../auth/principal.ts';
import { newPaymentCode } from '../payment-codes/payment-code.ts';
import { issuePaymentCode, type PaymentCodeDeps } from '../payment-codes/payment-code-routes.ts';
import type { ShownCode } from './outcome.ts';

/** What a simulated resident shows to a till. */
export async function showCode(
  deps: PaymentCodeDeps,
  resident: ResidentPrincipal,
  shows: ShownCode,
): Promise<{ readonly code: string; readonly expiresAt: Date | null }> {
  if (shows === 'unknown') return { code: newPaymentCode(), expiresAt: null };
  return shows === 'expired' ? issuePaymentCode(deps, resident, 0) : issuePaymentCode(deps, resident);
}
