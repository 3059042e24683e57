import { type BookState, createBookState, execute } from '@tamsui/book';
import { fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import type { Command } from '@tamsui/ledger-client';
import { dateInZone } from '@tamsui/platform/clock';
import { describe, expect, it } from 'vitest';
import type { AccountClasses, ClassLimits } from '../wallets/account-class.ts';
import { breakpointsOf, commandsOfPlan, type LimitPlan } from './limit-plan.ts';
import { changeOwnLimits, NO_OWN_CAPS, type OwnCaps } from './own-limits.ts';

/** Midnight in Taipei, so that days are easy to see. */
const MIDNIGHT = new Date('2026-11-19T16:00:00Z');
const at = (hours: number, ms = 0) => new Date(MIDNIGHT.getTime() + hours * 3_600_000 + ms);
const caps = (single: bigint | null, day: bigint | null = null, month: bigint | null = null): OwnCaps => ({
  singleMinor: single,
  dayMinor: day,
  monthMinor: month,
});

const classVersion = (effectiveFrom: Date, singleMinor: bigint): ClassLimits => ({
  effectiveFrom,
  balanceCapMinor: null,
  rules: [
    {
      name: 'class',
      direction: 'paid',
      purposes: ['payment'],
      singleMinor,
      dayMinor: null,
      monthMinor: null,
    },
  ],
});

/** `low` pays 1,000 at a time, `high` 5,000, and 2,000 from noon of the next day on. */
const CLASSES: Readonly<Record<string, readonly ClassLimits[]>> = {
  low: [classVersion(new Date(0), 1_000n)],
  high: [classVersion(new Date(0), 5_000n), classVersion(at(36), 2_000n)],
};
const classes: AccountClasses = {
  of: () => null,
  versionsOf: (policy) => CLASSES[policy] ?? [],
  fingerprint: 'rules',
  setIn: async () => undefined,
};

/** A wallet in the real book, whose limits change as the service changes them. */
function openWallet(accountClass: 'low' | 'high') {
  const [wallet, shop, walletId] = [newUuid(), newUuid(), newUuid()];
  const state: BookState = createBookState({
    epoch: 1,
    head: { number: 0n, hash: Buffer.alloc(32), at: new Date(0) },
    day: { current: '2026-11-01', lastClosed: null },
    nextAccountNumber: 1n,
  });
  const tell = (command: Command, now: Date): string => {
    const [outcome] = execute(state, [command], now, dateInZone(now, 'Asia/Taipei')).outcomes;
    if (outcome?.status !== 'decided') return 'conflict';
    const { refusal } = outcome.entry;
    return refusal === null
      ? 'posted'
      : `${refusal.code} ${refusal.limit ?? ''} ${refusal.left_minor ?? ''}`.trim();
  };
  const open = (account: Uuid, policy?: string): Command => ({
    kind: 'open_account',
    ...identity(),
    account,
    accountKind: 'liability',
    currency: 'TWD',
    floorMinor: null,
    ...(policy === undefined ? {} : { policy }),
    reference: {},
  });
  for (const [policy, versions] of Object.entries(CLASSES)) {
    for (const version of versions)
      tell({ kind: 'set_policy', ...identity(), policy, ...version, reference: {} }, at(-48));
  }
  tell(open(shop), at(-48));
  tell(open(wallet, accountClass), at(-48));

  let plan: LimitPlan = {
    walletId,
    account: wallet,
    accountClass,
    own: { current: NO_OWN_CAPS, pending: null },
    revision: 0,
    ownSince: null,
    changedAt: at(-48),
    breakpoints: [],
    rules: 'rules',
  };
  const change = (changes: Partial<LimitPlan>, now: Date): string[] => {
    const revision = plan.revision + 1;
    const ownSince = plan.ownSince ?? (changes.own === undefined ? null : revision);
    const next = { ...plan, ...changes, revision, ownSince, changedAt: now };
    plan = { ...next, breakpoints: ownSince === null ? [] : breakpointsOf(classes, next) };
    return commandsOfPlan(classes, plan).map((command) => tell(command, now));
  };
  return {
    want: (wanted: OwnCaps, now: Date) => change({ own: changeOwnLimits(plan.own, wanted, now) }, now),
    cancel: (now: Date) => change({ own: { ...plan.own, pending: null } }, now),
    move: (to: 'low' | 'high', now: Date) => change({ accountClass: to }, now),
    again: (now: Date) => commandsOfPlan(classes, plan).map((command) => tell(command, now)),
    pay: (amountMinor: bigint, now: Date, purpose: 'payment' | 'transfer' | 'withdrawal' = 'payment') =>
      tell(
        {
          kind: 'post',
          ...identity(),
          purpose,
          currency: 'TWD',
          legs: [{ debit: wallet, credit: shop, amountMinor }],
          reference: {},
        },
        now,
      ),
  };
}

function identity() {
  const id = newUuid();
  return { id, fingerprint: fingerprintOf(id) };
}

describe('own limits in the book', () => {
  it('hold at once when they are lower, beside those of the class', () => {
    const wallet = openWallet('low');
    expect(wallet.want(caps(300n), at(1))).toEqual(['posted', 'posted']);
    expect(wallet.pay(301n, at(1))).toBe('limit_exceeded own 300');
    expect(wallet.pay(300n, at(1))).toBe('posted');
    expect(wallet.want(caps(100n), at(1))).toEqual(['posted']);
    expect(wallet.pay(101n, at(1))).toBe('limit_exceeded own 100');
  });

  it('count payments and transfers together, and no withdrawal', () => {
    const wallet = openWallet('high');
    wallet.want(caps(null, 500n), at(1));
    expect(wallet.pay(300n, at(1), 'payment')).toBe('posted');
    expect(wallet.pay(201n, at(1), 'transfer')).toBe('limit_exceeded own 200');
    expect(wallet.pay(200n, at(1), 'transfer')).toBe('posted');
    expect(wallet.pay(9_000n, at(1), 'withdrawal')).toBe('posted');
    expect(wallet.pay(1n, at(1), 'payment')).toBe('limit_exceeded own 0');
  });

  it('count what was paid before they were set', () => {
    const wallet = openWallet('high');
    expect(wallet.pay(400n, at(1))).toBe('posted');
    wallet.want(caps(null, 500n), at(2));
    expect(wallet.pay(101n, at(3))).toBe('limit_exceeded own 100');
    expect(wallet.pay(100n, at(3))).toBe('posted');
  });

  it('begin a new day at midnight in the city, to the millisecond', () => {
    const wallet = openWallet('high');
    wallet.want(caps(null, 500n), at(1));
    expect(wallet.pay(500n, at(24, -1))).toBe('posted');
    expect(wallet.pay(1n, at(24, -1))).toBe('limit_exceeded own 0');
    expect(wallet.pay(500n, at(24))).toBe('posted');
    expect(wallet.pay(1n, at(48, -1))).toBe('limit_exceeded own 0');
  });

  it('begin a new month at its first midnight', () => {
    const wallet = openWallet('high');
    const firstOfDecember = new Date('2026-11-30T16:00:00Z');
    wallet.want(caps(null, null, 900n), at(1));
    expect(wallet.pay(900n, at(2))).toBe('posted');
    expect(wallet.pay(1n, new Date(firstOfDecember.getTime() - 1))).toBe('limit_exceeded own 0');
    expect(wallet.pay(900n, firstOfDecember)).toBe('posted');
  });

  it('rise by themselves when the wait is over, to the millisecond', () => {
    const wallet = openWallet('high');
    wallet.want(caps(300n), at(0));
    wallet.want(caps(900n), at(1));
    expect(wallet.pay(301n, at(25, -1))).toBe('limit_exceeded own 300');
    expect(wallet.pay(900n, at(25))).toBe('posted');
    expect(wallet.pay(901n, at(25))).toBe('limit_exceeded own 900');
  });

  it.each([1.5, 24.9, 25 - 1 / 3_600_000])(
    'never rise when the raise was cancelled, %f hours after the start',
    (hours) => {
      const wallet = openWallet('high');
      wallet.want(caps(300n), at(0));
      wallet.want(caps(900n), at(1));
      wallet.cancel(at(hours));
      for (const later of [hours, 24.95, 25, 25.1, 49, 30 * 24])
        if (later >= hours) expect(wallet.pay(301n, at(later))).toBe('limit_exceeded own 300');
    },
  );

  it('rise at the end of a new wait when another raise took the place of the first', () => {
    const wallet = openWallet('high');
    wallet.want(caps(300n), at(0));
    wallet.want(caps(900n), at(1));
    wallet.want(caps(1_900n), at(10));
    expect(wallet.pay(301n, at(25))).toBe('limit_exceeded own 300');
    expect(wallet.pay(301n, at(34, -1))).toBe('limit_exceeded own 300');
    expect(wallet.pay(1_900n, at(34))).toBe('posted');
  });

  it('stay low when they are lowered while a raise waits, and rise as far as is still wanted', () => {
    const wallet = openWallet('high');
    wallet.want(caps(300n, 5_000n), at(0));
    wallet.want(caps(900n, 5_000n), at(1));
    wallet.want(caps(600n, 400n), at(10));
    expect(wallet.pay(301n, at(11))).toBe('limit_exceeded own 300');
    expect(wallet.pay(300n, at(11))).toBe('posted');
    expect(wallet.pay(101n, at(11))).toBe('limit_exceeded own 100');
    expect(wallet.pay(401n, at(25))).toBe('limit_exceeded own 400');
    expect(wallet.pay(400n, at(25))).toBe('posted');
  });

  it('are not decided twice when the same plan is told again, at whatever time', () => {
    const wallet = openWallet('high');
    wallet.want(caps(300n), at(0));
    wallet.want(caps(900n), at(1));
    expect(wallet.again(at(2))).toEqual(['posted', 'posted', 'posted']);
    wallet.cancel(at(3));
    expect(wallet.again(at(40))).toEqual(wallet.again(at(41)));
    expect(wallet.pay(301n, at(41))).toBe('limit_exceeded own 300');
  });
});

describe('the class of a wallet with limits of its own', () => {
  it('changes at once in both directions, and the own limits go with it', () => {
    const wallet = openWallet('low');
    wallet.want(caps(4_000n), at(0));
    expect(wallet.pay(1_001n, at(0))).toBe('limit_exceeded class 1000');
    wallet.move('high', at(1));
    expect(wallet.pay(4_000n, at(1))).toBe('posted');
    expect(wallet.pay(4_001n, at(1))).toBe('limit_exceeded own 4000');
    wallet.move('low', at(2));
    expect(wallet.pay(1_001n, at(2))).toBe('limit_exceeded class 1000');
  });

  it('is followed when its own figures change at an instant', () => {
    const wallet = openWallet('high');
    wallet.want(caps(4_000n), at(0));
    expect(wallet.pay(4_000n, at(36, -1))).toBe('posted');
    expect(wallet.pay(2_001n, at(36))).toBe('limit_exceeded class 2000');
  });

  it('does not bring back a raise that was cancelled, nor lose one that waits', () => {
    const wallet = openWallet('low');
    wallet.want(caps(300n), at(0));
    wallet.want(caps(900n), at(1));
    wallet.cancel(at(2));
    wallet.move('high', at(3));
    expect(wallet.pay(301n, at(25))).toBe('limit_exceeded own 300');
    wallet.want(caps(4_000n), at(26));
    wallet.move('low', at(27));
    expect(wallet.pay(1_001n, at(50))).toBe('limit_exceeded class 1000');
    wallet.move('high', at(51));
    expect(wallet.pay(2_000n, at(51))).toBe('posted');
    expect(wallet.pay(2_001n, at(51))).toBe('limit_exceeded class 2000');
  });

  it('is what a wallet without limits of its own is under', () => {
    const wallet = openWallet('low');
    expect(wallet.move('high', at(0))).toEqual(['posted']);
    expect(wallet.pay(5_000n, at(0))).toBe('posted');
    expect(wallet.pay(5_000n, at(36))).toBe('limit_exceeded class 2000');
  });
});
