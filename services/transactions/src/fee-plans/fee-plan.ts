import { accept, type Result, refuse } from '@tamsui/errors';

/** A merchant's fee from a business day on, until a later band takes over. Announced once, and never changed. */
export interface FeeBand {
  /** 0, 1, 2 … in the order in which a merchant's bands were announced. */
  readonly sequence: number;
  /** What the operator takes of each payment, 0 to 10,000. */
  readonly basisPoints: number;
  /** The first business day it holds for, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  readonly announcedAt: Date;
}

/** All bands of one merchant. There is at least the one it joined with. */
export type FeePlan = readonly FeeBand[];

/** Days between telling a merchant and taking more (domain research, 3.4: 60 days, as i-pass announces to its users). */
const RISE_NOTICE_DAYS = 60;

/**
 * The bands that take effect, each from its first day on, oldest first. Of two for the same day the one announced last
 * holds: an announcement can be taken back until its day comes.
 */
export function timelineOf(plan: FeePlan): FeeBand[] {
  const byDay = new Map<string, FeeBand>();
  for (const band of [...plan].sort((a, b) => a.sequence - b.sequence)) byDay.set(band.effectiveFrom, band);
  return [...byDay.values()].sort((a, b) => compareDates(a.effectiveFrom, b.effectiveFrom));
}

/** The band of a business day. Days before the first band have the first one: a book may still be on an earlier day. */
export function bandOn(plan: FeePlan, businessDate: string): FeeBand {
  const [first, ...later] = timelineOf(plan);
  if (first === undefined) throw new RangeError('a fee plan has at least one band');
  return later.filter(({ effectiveFrom }) => effectiveFrom <= businessDate).at(-1) ?? first;
}

export interface FeeChange {
  readonly basisPoints: number;
  readonly effectiveFrom: string;
}

/** What the day is when a change is announced. */
export interface AnnouncementDay {
  /** In the city's time zone. */
  readonly today: string;
  /** The business day that the book is on: its payments are made at fees that must not move any more. */
  readonly openBusinessDay: string;
}

export type FeeChangeRefusal =
  | { readonly code: 'fee_change_too_early'; readonly earliest: string }
  | { readonly code: 'fee_rise_too_early'; readonly earliest: string };

/**
 * Whether a change may be announced: it takes effect on a day that has not begun, and 60 days from now at the earliest
 * when it asks for more than the merchant expects to pay on that day.
 */
export function mayAnnounce(
  plan: FeePlan,
  change: FeeChange,
  { today, openBusinessDay }: AnnouncementDay,
): Result<null, FeeChangeRefusal> {
  const earliest = addDays(today > openBusinessDay ? today : openBusinessDay, 1);
  if (change.effectiveFrom < earliest) return refuse('fee_change_too_early', { earliest });
  const isRise = change.basisPoints > bandOn(plan, change.effectiveFrom).basisPoints;
  const earliestRise = addDays(today, RISE_NOTICE_DAYS);
  if (isRise && change.effectiveFrom < earliestRise) {
    return refuse('fee_rise_too_early', { earliest: earliestRise });
  }
  return accept(null);
}

/** Dates are compared as text: `YYYY-MM-DD` sorts as it counts. */
function compareDates(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** A calendar date so many days later. UTC has days of 24 hours only, so nothing is skipped. */
export function addDays(date: string, days: number): string {
  const instant = new Date(`${date}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10);
}
