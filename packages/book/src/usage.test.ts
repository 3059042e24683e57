import { describe, expect, it } from 'vitest';
import { addUsage, type Usage, usageKey, usageOn } from './usage.ts';

const used: Usage = { date: '2026-11-23', dayMinor: 3n, monthMinor: 10n };

describe('what was used', () => {
  it.each([
    ['the same day', '2026-11-23', { date: '2026-11-23', dayMinor: 3n, monthMinor: 10n }],
    ['another day of the month', '2026-11-24', { date: '2026-11-24', dayMinor: 0n, monthMinor: 10n }],
    ['the next month', '2026-12-23', { date: '2026-12-23', dayMinor: 0n, monthMinor: 0n }],
    ['the same month of another year', '2027-11-23', { date: '2027-11-23', dayMinor: 0n, monthMinor: 0n }],
  ])('counts on %s as far as it reaches', (_when, date, expected) => {
    expect(usageOn(used, date)).toEqual(expected);
  });

  it('is nothing when nothing has moved', () => {
    expect(usageOn(undefined, '2026-11-23')).toEqual({ date: '2026-11-23', dayMinor: 0n, monthMinor: 0n });
  });

  it('grows by what moves, each purpose and direction by itself', () => {
    const usage = new Map([[usageKey('payment', 'paid'), used]]);
    addUsage(usage, usageKey('payment', 'paid'), '2026-11-24', 5n);
    addUsage(usage, usageKey('payment', 'received'), '2026-11-24', 7n);
    expect([...usage]).toEqual([
      ['payment|paid', { date: '2026-11-24', dayMinor: 5n, monthMinor: 15n }],
      ['payment|received', { date: '2026-11-24', dayMinor: 7n, monthMinor: 7n }],
    ]);
  });
});
