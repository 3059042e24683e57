import { describe, expect, it } from 'vitest';
import { closedBefore, eraseAfter, RETENTION } from './retention-policy.ts';

describe('the time of retention', () => {
  it('names for each rule a law and where it can be read', () => {
    expect(RETENTION.map(({ keeps }) => keeps).sort()).toEqual(['identity', 'transaction_records']);
    for (const { law, source, years } of RETENTION) {
      expect(law).toMatch(/Art\. \d+/);
      expect(source).toMatch(/^https:\/\/law\./);
      expect(years).toBeGreaterThanOrEqual(5);
    }
  });

  it('is over five calendar years after a wallet was closed', () => {
    expect(eraseAfter(new Date('2026-11-24T03:00:00Z'))).toEqual(new Date('2031-11-24T03:00:00Z'));
    expect(closedBefore(new Date('2031-11-24T03:00:00Z'))).toEqual(new Date('2026-11-24T03:00:00Z'));
  });

  it('is never over too early: a leap day ends on the day after the last of February', () => {
    expect(eraseAfter(new Date('2028-02-29T12:00:00Z'))).toEqual(new Date('2033-03-01T12:00:00Z'));
  });

  it('is as long as the longest of its rules', () => {
    const [rule] = RETENTION;
    if (rule === undefined) throw new Error('there are rules');
    const closedAt = new Date('2026-01-01T00:00:00Z');
    expect(eraseAfter(closedAt, [rule, { ...rule, years: 10 }])).toEqual(new Date('2036-01-01T00:00:00Z'));
  });
});
