/** What a wallet's holder allows it to pay at a time, in a day and in a month, in minor units; null for no limit. */
export interface OwnCaps {
  readonly singleMinor: bigint | null;
  readonly dayMinor: bigint | null;
  readonly monthMinor: bigint | null;
}

/** A raise that is waiting. */
export interface PendingRaise {
  readonly caps: OwnCaps;
  readonly from: Date;
}

/** The holder's own limits: those in force, and those that will be. */
export interface OwnLimits {
  readonly current: OwnCaps;
  readonly pending: PendingRaise | null;
}

/** Whoever got hold of a phone and a PIN has to wait this long before more can be spent, and the holder can say no. */
const RAISE_WAIT_MS = 24 * 60 * 60 * 1_000;

export const NO_OWN_CAPS: OwnCaps = { singleMinor: null, dayMinor: null, monthMinor: null };

export const OWN_CAPS = ['singleMinor', 'dayMinor', 'monthMinor'] as const;

/** The limits as they stand at an instant: a raise whose time has come is in force, from that very instant on. */
export function ownLimitsAt({ current, pending }: OwnLimits, at: Date): OwnLimits {
  return pending !== null && pending.from <= at
    ? { current: pending.caps, pending: null }
    : { current, pending };
}

/**
 * What becomes of limits when their holder asks for others. What is lower holds at once; what is higher holds when the
 * wait is over. Asking again for what is waiting, or for less than that, does not begin the wait anew; asking for
 * anything else takes its place.
 */
export function changeOwnLimits(limits: OwnLimits, wanted: OwnCaps, now: Date): OwnLimits {
  const { current, pending } = ownLimitsAt(limits, now);
  const lowered = mapCaps((cap) => lower(current[cap], wanted[cap]));
  if (isWithin(wanted, current)) return { current: lowered, pending: null };
  const from =
    pending !== null && isWithin(wanted, pending.caps)
      ? pending.from
      : new Date(now.getTime() + RAISE_WAIT_MS);
  return { current: lowered, pending: { caps: wanted, from } };
}

/** True when no cap of `caps` is higher than the other's. */
function isWithin(caps: OwnCaps, other: OwnCaps): boolean {
  return OWN_CAPS.every((cap) => lower(caps[cap], other[cap]) === caps[cap]);
}

export function isSameLimits(one: OwnLimits, other: OwnLimits): boolean {
  return isSameCaps(one.current, other.current) && isSameRaise(one.pending, other.pending);
}

function isSameRaise(one: PendingRaise | null, other: PendingRaise | null): boolean {
  if (one === null || other === null) return one === other;
  return one.from.getTime() === other.from.getTime() && isSameCaps(one.caps, other.caps);
}

function isSameCaps(one: OwnCaps, other: OwnCaps): boolean {
  return OWN_CAPS.every((cap) => one[cap] === other[cap]);
}

function mapCaps(capOf: (cap: keyof OwnCaps) => bigint | null): OwnCaps {
  return { singleMinor: capOf('singleMinor'), dayMinor: capOf('dayMinor'), monthMinor: capOf('monthMinor') };
}

/** The lower of two caps; none is the highest. */
export function lower(one: bigint | null, other: bigint | null): bigint | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
