import { atLeast, atMost, type Budget } from '../budgets.ts';
import type { PaymentFigures } from './payment-figures.ts';

/** The longest that a p99 may take and be normal. */
export const MOST_P99_MS = 25;

/** What payments promise. */
export function judgePayments(figures: PaymentFigures): Budget[] {
  const { payments, paidOnce } = figures.retryStorm;
  const untold = figures.overloads.reduce((sum, { shedWithoutRetryAfter }) => sum + shedWithoutRetryAfter, 0);
  return [
    atLeast('ratioToEcho', figures.ratioToEcho, 0.7),
    atMost('p99MsAtHalfRate', figures.p99MsAtHalfRate, MOST_P99_MS),
    atLeast('hotToUniform', figures.hotToUniform, 1),
    atLeast('overloadGoodput', figures.overloadGoodput, 0.9),
    {
      ...atMost('recoverySeconds', figures.recoverySeconds, 5),
      ...(figures.recoverySeconds === null ? NEVER : {}),
    },
    atMost('keysNotPaidOnce', payments - paidOnce, 0),
    atMost('shedWithoutRetryAfter', untold, 0),
  ];
}

/** Null is not "not measured" here: it did not recover while it was looked at. */
const NEVER = { holds: false };
