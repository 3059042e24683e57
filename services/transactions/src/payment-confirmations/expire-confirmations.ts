import type { StepResult } from '../background-loop.ts';
import { type DecideStagedDeps, declineStaged } from '../payments/decide-staged.ts';
import { findOverdue } from '../payments/staged-payment-store.ts';

const PAYMENTS_PER_STEP = 100;

/** Decides as a no what nobody has confirmed in time. What was confirmed at the last moment stays so. */
export async function expireConfirmations(deps: DecideStagedDeps): Promise<StepResult> {
  const overdue = await findOverdue(deps.database, deps.clock.now(), PAYMENTS_PER_STEP);
  await Promise.all(overdue.map((staged) => declineStaged(deps, staged, 'confirmation_expired')));
  return overdue.length === PAYMENTS_PER_STEP ? 'more' : 'idle';
}
