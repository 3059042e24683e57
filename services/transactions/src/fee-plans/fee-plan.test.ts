import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, bandOn, type FeeBand, type FeePlan, mayAnnounce, timelineOf } from './fee-plan.ts';

const announcedAt = new Date('2026-01-05T04:00:00Z');
const band = (sequence: number, basisPoints: number, effectiveFrom: string): FeeBand => ({
  sequence,
  basisPoints,
  effectiveFrom,
  announcedAt,
});
const joined = band(0, 130, '2026-01-05');
const day = { today: '2026-03-01', openBusinessDay: '2026-03-01' };

describe('the band of a business day', () => {
  const plan = [joined, band(1, 150, '2026-06-01'), band(2, 90, '2026-04-01')];

  it.each([
    ['before the merchant joined', '2025-12-31', 130],
    ['on the last day of the first', '2026-03-31', 130],
    ['on the first day of another', '2026-04-01', 90],
    ['on the last day of that', '2026-05-31', 90],
    ['on the day of the rise', '2026-06-01', 150],
    ['long afterwards', '2036-06-01', 150],
  ])('%s', (_when, date, basisPoints) => {
    expect(bandOn(plan, date).basisPoints).toBe(basisPoints);
  });

  it('is the one announced last, of two for the same day', () => {
    const taken = [...plan, band(3, 130, '2026-06-01')];
    expect(bandOn(taken, '2026-06-01').basisPoints).toBe(130);
    expect(timelineOf(taken).map(({ sequence }) => sequence)).toEqual([0, 2, 3]);
  });

  it('does not depend on the order in which rows are read', () => {
    expect(timelineOf(plan.toReversed())).toEqual(timelineOf(plan));
  });
});

describe('a change', () => {
  it.each([
    ['lower, from tomorrow', [joined], 100, '2026-03-02', undefined],
    ['equal, from tomorrow', [joined], 130, '2026-03-02', undefined],
    [
      'lower, from today',
      [joined],
      100,
      '2026-03-01',
      { code: 'fee_change_too_early', earliest: '2026-03-02' },
    ],
    ['higher, in 60 days', [joined], 131, '2026-04-30', undefined],
    [
      'higher, in 59 days',
      [joined],
      131,
      '2026-04-29',
      { code: 'fee_rise_too_early', earliest: '2026-04-30' },
    ],
    [
      'higher than a lower fee that was announced for then',
      [joined, band(1, 90, '2026-03-10')],
      100,
      '2026-03-20',
      { code: 'fee_rise_too_early', earliest: '2026-04-30' },
    ],
    [
      'that takes back a rise the day before',
      [joined, band(1, 200, '2026-03-02')],
      130,
      '2026-03-02',
      undefined,
    ],
    [
      'that makes an announced rise higher',
      [joined, band(1, 200, '2026-03-02')],
      210,
      '2026-03-02',
      { code: 'fee_rise_too_early', earliest: '2026-04-30' },
    ],
  ] as const)('%s', (_what, plan, basisPoints, effectiveFrom, refusal) => {
    const answer = mayAnnounce(plan, { basisPoints, effectiveFrom }, day);
    expect(answer.ok ? undefined : answer.refusal).toEqual(refusal);
  });

  it('waits for the business day after the open one, when the book is ahead of the calendar', () => {
    const ahead = { ...day, openBusinessDay: '2026-03-03' };
    expect(mayAnnounce([joined], { basisPoints: 100, effectiveFrom: '2026-03-03' }, ahead)).toMatchObject({
      refusal: { code: 'fee_change_too_early', earliest: '2026-03-04' },
    });
  });
});

test('no announcement that is allowed changes the fee of a day that has begun, nor raises one within 60 days', () => {
  const changes = fc.array(
    fc.record({
      daysOn: fc.integer({ min: 0, max: 40 }),
      daysAhead: fc.integer({ min: -40, max: 120 }),
      basisPoints: fc.integer({ min: 0, max: 300 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const days = Array.from({ length: 400 }, (_, index) => addDays('2026-01-05', index));
  const feesOf = (plan: FeePlan) => days.map((date) => bandOn(plan, date).basisPoints);
  fc.assert(
    fc.property(changes, (asked) => {
      let plan: FeePlan = [joined];
      let today = joined.effectiveFrom;
      for (const { daysOn, daysAhead, basisPoints } of asked) {
        today = addDays(today, daysOn);
        const change = { basisPoints, effectiveFrom: addDays(today, daysAhead) };
        if (!mayAnnounce(plan, change, { today, openBusinessDay: today }).ok) continue;
        const before = feesOf(plan);
        plan = [...plan, band(plan.length, basisPoints, change.effectiveFrom)];
        const after = feesOf(plan);
        days.forEach((date, index) => {
          if (date <= today) expect(after[index]).toBe(before[index]);
          if (date < addDays(today, 60)) expect(after[index]).toBeLessThanOrEqual(before[index] ?? 0);
        });
      }
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 60, '2027-03-01'],
])('%s and %i days is %s', (date, days, later) => {
  expect(addDays(date, days)).toBe(later);
});
