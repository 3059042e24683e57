import { invariant } from '@tamsui/errors';

/** Money set aside on an account by an entry, later captured or released. */
export interface Hold {
  readonly amountMinor: bigint;
  /** What was captured and released of it so far. */
  takenMinor: bigint;
  /** From this instant on it sets nothing aside; null for an earmark, which stays until it is released. */
  readonly expiresAt: Date | null;
}

/** What is left of a hold, expired or not. */
export function leftOfHold({ amountMinor, takenMinor }: Hold): bigint {
  return amountMinor - takenMinor;
}

/** A hold works until the instant it expires, and not at it. */
export function isHoldExpired(hold: Hold, at: Date): hold is Hold & { readonly expiresAt: Date } {
  return hold.expiresAt !== null && at >= hold.expiresAt;
}

/** What all holds of an account set aside at this moment. */
export function openHoldsMinor(holds: ReadonlyMap<string, Hold>, at: Date): bigint {
  let sumMinor = 0n;
  if (holds.size === 0) return sumMinor;
  for (const hold of holds.values()) if (!isHoldExpired(hold, at)) sumMinor += leftOfHold(hold);
  return sumMinor;
}

/** Takes an amount out of an open hold, and forgets the hold when nothing is left of it. @throws Bug without one */
export function takeFromHold(holds: Map<string, Hold>, id: string, amountMinor: bigint): void {
  const hold = holds.get(id);
  invariant(hold !== undefined, 'what is taken comes out of an open hold');
  hold.takenMinor += amountMinor;
  if (leftOfHold(hold) === 0n) holds.delete(id);
}
