import type { StepResult } from '../background-loop.ts';
import { isPayable } from '../payments/staged-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { carryOutPlan, type RefundPlanDeps } from './give-back-captures.ts';
import { findUnfinishedPlans } from './refund-plan-store.ts';

/** A request that is under way needs less. */
const CUT_SHORT_MS = 10_000;
const PLANS_PER_STEP = 50;

/** Finishes refunds of several parts whose process stopped between them. */
export async function finishRefunds(deps: RefundPlanDeps): Promise<StepResult> {
  const before = new Date(deps.clock.now().getTime() - CUT_SHORT_MS);
  const plans = await findUnfinishedPlans(deps.database, before, PLANS_PER_STEP);
  for (const plan of plans) {
    const staged = await findStaged(deps.database, plan.paymentId);
    if (staged !== undefined && isPayable(staged)) await carryOutPlan(deps, staged, plan);
  }
  return plans.length === PLANS_PER_STEP ? 'more' : 'idle';
}
