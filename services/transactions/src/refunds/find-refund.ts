import type { Uuid } from '@tamsui/ids';
import type { MerchantPrincipal } from '../auth/principal.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { isPayable } from '../payments/staged-payment.ts';
import { carryOutPlan } from './give-back-captures.ts';
import { payableAccountOf, type Refund, refundOfEntry } from './refund.ts';
import { findPlan } from './refund-plan-store.ts';

/** One refund of this merchant; another merchant's is not there, and neither is one that was refused. */
export async function findRefund(
  deps: FindPaymentDeps,
  merchant: MerchantPrincipal,
  id: Uuid,
): Promise<Refund | undefined> {
  const entry = await deps.ledger.entry(id);
  if (entry === undefined || payableAccountOf(entry) !== merchant.payableAccount) return undefined;
  const plan = await findPlan(deps.database, id);
  if (plan === undefined) return refundOfEntry(entry);
  const staged = (await findPayment(deps, merchant, plan.paymentId))?.staged;
  if (staged === undefined || !isPayable(staged)) return undefined;
  // Posting the parts again changes nothing and tells what became of them.
  const { result } = await carryOutPlan(deps, staged, plan);
  return result.ok ? result.value : undefined;
}
