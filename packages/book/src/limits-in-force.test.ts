import { describe, expect, it } from 'vitest';
import {
  assign,
  DAY,
  executeOne,
  leg,
  limitedCity,
  NOW,
  openAccount,
  post,
  SMALL_LIMITS,
  setPolicy,
  smallCity,
  statusOf,
  uuid,
} from './book.testing.ts';
import { type BookState, type Command, execute } from './index.ts';
import { MAX_RULES } from './policy.ts';

const on = (state: BookState, command: Command, day: string): string =>
  statusOf(executeOne(state, command, new Date(`${day}T04:00:00Z`), day));
const refusalOf = (state: BookState, command: Command) => {
  const outcome = executeOne(state, command);
  return outcome.status === 'decided' ? outcome.entry.refusal : undefined;
};
/** A rule about all that is paid, which caps nothing yet. */
const FREE = {
  name: 'all',
  direction: 'paid',
  purposes: [],
  singleMinor: null,
  dayMinor: null,
  monthMinor: null,
} as const;
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

  it('let through exactly the cap of one payment, whatever came before', () => {
    const state = smallCity();
    const rule = { ...FREE, singleMinor: 5n };
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), assign(61, 2, 'p')], NOW, DAY);
    for (const n of [50, 51, 52]) expect(on(state, pay(n, 5n), DAY)).toBe('posted');
    expect(on(state, pay(53, 6n), DAY)).toBe('limit_exceeded');
  });

  it('let a balance rise to its cap exactly, and fall from above it', () => {
    const state = limitedCity();
    expect(on(state, post(50, [leg(1, 2, 1_000n)]), DAY)).toBe('posted');
    execute(state, [setPolicy(60, 'small', { balanceCapMinor: 1_500n })], NOW, DAY);
    expect(on(state, pay(51, 100n), DAY)).toBe('posted');
    expect(on(state, post(52, [leg(1, 2, 5n), leg(2, 3, 5n)]), DAY)).toBe('posted');
    expect(refusalOf(state, post(53, [leg(1, 2, 1n)]))).toEqual({
      code: 'limit_exceeded',
      account: uuid(2),
      limit: 'balance',
      cap_minor: '1500',
      left_minor: '0',
    });
  });

  it('of a day and of a month are exact, and a month is left over when a day is not capped', () => {
    const state = smallCity();
    const rule = { ...FREE, monthMinor: 10n };
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), assign(61, 2, 'p')], NOW, DAY);
    expect(on(state, pay(50, 10n), DAY)).toBe('posted');
    expect(refusalOf(state, pay(51, 1n))).toEqual({
      code: 'limit_exceeded',
      account: uuid(2),
      limit: 'all',
      cap_minor: '10',
      left_minor: '0',
      period: 'month',
      resets_on: '2026-12-01',
    });
  });

  it('say nothing is left when a later version allows less than was used', () => {
    const state = limitedCity();
    expect(on(state, pay(50, 300n), DAY)).toBe('posted');
    const narrow = { ...FREE, dayMinor: 100n };
    execute(state, [setPolicy(60, 'small', { rules: [narrow] })], NOW, DAY);
    expect(refusalOf(state, pay(51, 1n))).toMatchObject({ cap_minor: '100', left_minor: '0' });
  });

  it('do not stand against what they are not about, however much was used', () => {
    const state = limitedCity();
    expect(on(state, pay(50, 300n), DAY)).toBe('posted');
    execute(state, [setPolicy(60, 'small', { rules: [{ ...FREE, dayMinor: 100n }] })], NOW, DAY);
    expect(on(state, post(51, [leg(1, 2, 5n)], { purpose: 'top_up' }), DAY)).toBe('posted');
    const onFees = [{ ...FREE, purposes: ['fee'], dayMinor: 100n }];
    execute(state, [setPolicy(61, 'small', { rules: onFees })], NOW, DAY);
    expect(on(state, pay(52, 200n), DAY)).toBe('posted');
  });

  it('on what is paid do not count what was received for the same purpose', () => {
    const state = smallCity();
    const rule = { ...FREE, purposes: ['transfer'], dayMinor: 10n };
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), assign(61, 2, 'p')], NOW, DAY);
    expect(on(state, post(50, [leg(1, 2, 9n)], { purpose: 'transfer' }), DAY)).toBe('posted');
    expect(on(state, post(51, [leg(2, 3, 10n)], { purpose: 'transfer' }), DAY)).toBe('posted');
    expect(on(state, post(52, [leg(2, 3, 1n)], { purpose: 'transfer' }), DAY)).toBe('limit_exceeded');
  });

  it.each(['liability', 'income'] as const)('count a debit of an account of kind %s as paid', (kind) => {
    const state = smallCity();
    const rule = { ...FREE, singleMinor: 5n };
    const opened = { ...openAccount(4, kind), policy: 'p' };
    execute(state, [setPolicy(60, 'p', { rules: [rule] }), opened], NOW, DAY);
    expect(on(state, post(50, [leg(1, 4, 6n)]), DAY)).toBe('posted');
    expect(on(state, post(51, [leg(4, 1, 6n)]), DAY)).toBe('limit_exceeded');
  });

  it('may be as many as a policy has room for', () => {
    const rules = Array.from({ length: MAX_RULES }, () => FREE);
    expect(on(smallCity(), setPolicy(60, 'p', { rules }), DAY)).toBe('posted');
  });

  it('are judged one rule after another, and the first that stands against it is named', () => {
    const state = smallCity();
    const rules = [
      { ...FREE, name: 'fees', purposes: ['fee'], singleMinor: 1n },
      { ...FREE, name: 'incoming', direction: 'received', singleMinor: 1n },
      { ...FREE, name: 'wide', singleMinor: 9n },
      { ...FREE, name: 'narrow', dayMinor: 7n },
    ] as const;
    execute(state, [setPolicy(60, 'p', { rules }), assign(61, 2, 'p')], NOW, DAY);
    expect(refusalOf(state, pay(50, 8n))).toMatchObject({ limit: 'narrow' });
    expect(refusalOf(state, pay(51, 10n))).toMatchObject({ limit: 'wide' });
    expect(refusalOf(state, post(52, [leg(1, 2, 2n)]))).toMatchObject({ limit: 'incoming' });
    expect(on(state, pay(53, 7n), DAY)).toBe('posted');
  });

  it('say no while the policy of an account is not known, as to a writer that was overtaken', () => {
    const state = limitedCity();
    state.policies.clear();
    expect(refusalOf(state, pay(50, 1n))).toEqual({ code: 'policy_not_in_force', policy: 'small' });
  });

  it('count a movement on both of two accounts that are under a policy', () => {
    const state = limitedCity();
    execute(state, [assign(60, 3, 'small')], NOW, DAY);
    expect(on(state, pay(50, 7n), DAY)).toBe('posted');
    const counted = { date: DAY, dayMinor: 7n, monthMinor: 7n };
    expect([...(state.accounts.get(uuid(2))?.usage ?? [])]).toEqual([['payment|paid', counted]]);
    expect([...(state.accounts.get(uuid(3))?.usage ?? [])]).toEqual([['payment|received', counted]]);
    expect(state.accounts.get(uuid(1))?.usage.size).toBe(0);
  });
});
