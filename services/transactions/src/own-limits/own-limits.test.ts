import { describe, expect, it } from 'vitest';
import { changeOwnLimits, NO_OWN_CAPS, type OwnCaps, type OwnLimits, ownLimitsAt } from './own-limits.ts';

const NOW = new Date('2026-11-20T04:00:00Z');
const HOUR_MS = 3_600_000;
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

/** Caps in minor units: single, day, month. */
const caps = (single: number | null, day: number | null = null, month: number | null = null): OwnCaps => {
  const minor = (amount: number | null) => (amount === null ? null : BigInt(amount));
  return { singleMinor: minor(single), dayMinor: minor(day), monthMinor: minor(month) };
};
const of = (current: OwnCaps): OwnLimits => ({ current, pending: null });
const none = of(NO_OWN_CAPS);

describe('changing own limits', () => {
  it('lowers at once', () => {
    expect(changeOwnLimits(none, caps(100, 500, 9000), NOW)).toEqual(of(caps(100, 500, 9000)));
    expect(changeOwnLimits(of(caps(100, 500)), caps(50, 500), NOW)).toEqual(of(caps(50, 500)));
  });

  it('raises after 24 hours, and not a millisecond before', () => {
    const limits = changeOwnLimits(of(caps(100)), caps(200), NOW);
    expect(limits).toEqual({ current: caps(100), pending: { caps: caps(200), from: hoursLater(24) } });
    expect(ownLimitsAt(limits, new Date(hoursLater(24).getTime() - 1))).toEqual(limits);
    expect(ownLimitsAt(limits, hoursLater(24))).toEqual(of(caps(200)));
  });

  it('takes dropping a limit for a raise', () => {
    const limits = changeOwnLimits(of(caps(100, 500)), caps(null, 500), NOW);
    expect(limits).toEqual({
      current: caps(100, 500),
      pending: { caps: caps(null, 500), from: hoursLater(24) },
    });
  });

  it('lowers one and raises another, each in its time', () => {
    const limits = changeOwnLimits(of(caps(100, 500)), caps(50, 900), NOW);
    expect(limits).toEqual({
      current: caps(50, 500),
      pending: { caps: caps(50, 900), from: hoursLater(24) },
    });
  });

  it('does not begin the wait anew for the same wish, or a smaller one', () => {
    const waiting = changeOwnLimits(of(caps(100, 500)), caps(300, 900), NOW);
    expect(changeOwnLimits(waiting, caps(300, 900), hoursLater(20))).toEqual(waiting);
    expect(changeOwnLimits(waiting, caps(200, 900), hoursLater(20))).toEqual({
      current: caps(100, 500),
      pending: { caps: caps(200, 900), from: hoursLater(24) },
    });
  });

  it('begins the wait anew for a larger wish, in whichever limit', () => {
    const waiting = changeOwnLimits(of(caps(100, 500)), caps(300, 900), NOW);
    for (const wanted of [caps(301, 900), caps(150, 901), caps(300, 900, null), caps(null, 600)]) {
      const again = changeOwnLimits(waiting, wanted, hoursLater(20));
      const isLarger =
        wanted.singleMinor === null || wanted.singleMinor > 300n || (wanted.dayMinor ?? 0n) > 900n;
      expect(again.pending?.from).toEqual(hoursLater(isLarger ? 44 : 24));
      expect(again.current).toEqual(caps(100, 500));
    }
  });

  it('drops a raise that waits when less is wanted', () => {
    const waiting = changeOwnLimits(of(caps(100)), caps(300), NOW);
    expect(changeOwnLimits(waiting, caps(100), hoursLater(1))).toEqual(of(caps(100)));
    expect(changeOwnLimits(waiting, caps(40), hoursLater(1))).toEqual(of(caps(40)));
  });

  it('builds on a raise whose time has come', () => {
    const waiting = changeOwnLimits(of(caps(100)), caps(300), NOW);
    expect(changeOwnLimits(waiting, caps(200), hoursLater(24))).toEqual(of(caps(200)));
    expect(changeOwnLimits(waiting, caps(400), hoursLater(24))).toEqual({
      current: caps(300),
      pending: { caps: caps(400), from: hoursLater(48) },
    });
  });
});
