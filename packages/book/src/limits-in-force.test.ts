import { describe, expect, it } from 'vitest';
import {
  assign,
  DAY,
  executeOne,
  leg,
  limitedCity,
  NOW,
  post,
  SMALL_LIMITS,
  setPolicy,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { type BookState, type Command, execute } from './index.ts';

const on = (state: BookState, command: Command, day: string): string =>
  statusOf(executeOne(state, command, new Date(`${day}T04:00:00Z`), day));
const pay = (n: number, amountMinor: bigint) => post(n, [leg(2, 3, amountMinor)]);

describe('limits', () => {
  it('let through exactly what fits', () => {
    const state = limitedCity();
    expect(on(state, pay(50, 300n), DAY)).toBe('posted');
    expect(on(state, pay(51, 200n), DAY)).toBe('posted');
    expect(on(state, pay(52, 1n), DAY)).toBe('limit_exceeded');
  });

  it('begin anew at midnight of the city, and a month on its first day', () => {
    const state = limitedCity();
    expect(on(state, pay(50, 300n), '2026-11-29')).toBe('posted');
    expect(on(state, pay(51, 200n), '2026-11-29')).toBe('posted');
    expect(on(state, pay(52, 200n), '2026-11-30')).toBe('posted');
    const outcome = executeOne(state, pay(53, 1n), new Date('2026-11-30T05:00:00Z'), '2026-11-30');
    expect(outcome).toMatchObject({
      entry: {
        refusal: {
          limit: 'paid',
          period: 'month',
          cap_minor: '700',
          left_minor: '0',
          resets_on: '2026-12-01',
        },
      },
    });
    expect(on(state, pay(54, 300n), '2026-12-01')).toBe('posted');
  });

  it('say for the last month of a year that they begin anew in the next one', () => {
    const state = limitedCity();
    for (const [n, day] of [
      [50, '2026-12-01'],
      [51, '2026-12-02'],
      [52, '2026-12-31'],
    ] as const)
      on(state, pay(n, 233n), day);
    const outcome = executeOne(state, pay(53, 2n), new Date('2026-12-31T05:00:00Z'), '2026-12-31');
    expect(outcome).toMatchObject({
      entry: { refusal: { period: 'month', left_minor: '1', resets_on: '2027-01-01' } },
    });
  });

  it('count what is paid and what is received apart, and only the purposes of a rule', () => {
    const state = limitedCity();
    expect(on(state, post(50, [leg(2, 3, 900n)], { purpose: 'withdrawal' }), DAY)).toBe('posted');
    expect(on(state, post(51, [leg(1, 2, 400n)], { purpose: 'transfer' }), DAY)).toBe('posted');
    expect(on(state, post(52, [leg(1, 2, 500n)], { purpose: 'top_up' }), DAY)).toBe('posted');
    expect(on(state, pay(53, 300n), DAY)).toBe('posted');
    expect(on(state, post(54, [leg(2, 3, 200n)], { purpose: 'fee' }), DAY)).toBe('posted');
    expect(on(state, pay(55, 1n), DAY)).toBe('limit_exceeded');
  });

  it('judge the legs of an entry together', () => {
    const state = limitedCity();
    expect(on(state, post(50, [leg(2, 3, 150n), leg(2, 1, 151n)]), DAY)).toBe('limit_exceeded');
    expect(on(state, post(51, [leg(2, 3, 150n), leg(2, 1, 150n)]), DAY)).toBe('posted');
  });

  it('do not count what was refused', () => {
    const state = limitedCity();
    executeOne(state, post(50, [leg(2, 3, 950n)], { purpose: 'withdrawal' }));
    expect(on(state, pay(51, 100n), DAY)).toBe('insufficient_funds');
    expect(state.accounts.get(uuid(2))?.usage.get('payment|paid')).toBeUndefined();
  });

  it('are those of the version in force at the time', () => {
    const state = limitedCity();
    const wide = { ...SMALL_LIMITS, rules: [], effectiveFrom: new Date('2026-11-25T00:00:00Z') };
    execute(state, [setPolicy(60, 'small', wide)], NOW, DAY);
    expect(on(state, pay(50, 301n), '2026-11-24')).toBe('limit_exceeded');
    expect(on(state, pay(51, 301n), '2026-11-25')).toBe('posted');
  });

  it('of two versions that begin together the later set one is in force', () => {
    const state = smallCity();
    const commands = [
      setPolicy(60, 'p', SMALL_LIMITS),
      setPolicy(61, 'p', { balanceCapMinor: 1_000n }),
      assign(62, 2, 'p'),
    ];
    execute(state, commands, NOW, DAY);
    expect(on(state, pay(50, 301n), DAY)).toBe('posted');
    expect(on(state, post(51, [leg(1, 2, 302n)]), DAY)).toBe('limit_exceeded');
  });

  it('a rule without purposes is about all of them', () => {
    const state = smallCity();
    const rule = {
      name: 'all',
      direction: 'paid',
      purposes: [],
      singleMinor: null,
      dayMinor: 10n,
      monthMinor: null,
    } as const;
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), assign(61, 2, 'p')], NOW, DAY);
    expect(on(state, post(50, [leg(2, 3, 6n)], { purpose: 'fee' }), DAY)).toBe('posted');
    expect(on(state, pay(51, 5n), DAY)).toBe('limit_exceeded');
  });

  it('on an asset count a credit as paid', () => {
    const state = smallCity();
    const rule = {
      name: 'out',
      direction: 'paid',
      purposes: [],
      singleMinor: 5n,
      dayMinor: null,
      monthMinor: null,
    } as const;
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), assign(61, 1, 'p')], NOW, DAY);
    expect(on(state, post(50, [leg(1, 2, 100n)], { purpose: 'top_up' }), DAY)).toBe('posted');
    expect(on(state, post(51, [leg(2, 1, 6n)], { purpose: 'withdrawal' }), DAY)).toBe('limit_exceeded');
  });
});
