import { invariant } from '@tamsui/errors';

/** A merchant's fee from a business day on, until the next band begins. */
export interface FeeBand {
  /** What the operator takes of each payment, 0 to 10,000. */
  readonly basisPoints: number;
  /** The first business day that it holds for, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
}

/**
 * What was in force on a business day, whenever that day is settled. Days before the first band have the first one: a
 * book may still be on an earlier day when a merchant joins.
 * @param bands at least one, in any order, of different days
 * @returns basis points
 */
export function feeOn(bands: readonly FeeBand[], businessDate: string): number {
  // Dates are compared as text: `YYYY-MM-DD` sorts as it counts.
  const [first, ...later] = [...bands].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  invariant(first !== undefined, 'a merchant has at least one fee');
  const inForce = later.filter(({ effectiveFrom }) => effectiveFrom <= businessDate).at(-1) ?? first;
  return inForce.basisPoints;
}
