import { type Account, balanceOf } from './account.ts';
import { dayAfter } from './business-day.ts';
import { type LimitRule, policyInForce } from './policy.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';
import { addUsage, type Direction, usageKey, usageOn } from './usage.ts';

/** An account under a policy. */
type LimitedAccount = Account & { policy: string };

export function isLimited(account: Account): account is LimitedAccount {
  return account.policy !== null;
}

/** What one entry moves on one account under a policy, both ways apart. */
export interface AccountMovement {
  readonly account: LimitedAccount;
  readonly paidMinor: bigint;
  readonly receivedMinor: bigint;
}

/** When and for what an entry moves money. */
export interface MovementContext {
  readonly purpose: string;
  readonly at: Date;
  /** Of the city's calendar, `YYYY-MM-DD`: limits roll over at its midnight. */
  readonly date: string;
}

/**
 * Judges a movement by the policy that is in force at its time, before anything has moved. A refusal says which limit,
 * what is left of it, and on which date it begins anew.
 */
export function judgeLimits(
  state: BookState,
  movement: AccountMovement,
  context: MovementContext,
): BookRefusal | undefined {
  const { account, paidMinor, receivedMinor } = movement;
  const policy = policyInForce(state.policies.get(account.policy), context.at);
  // Only a writer that was overtaken while it loaded may not know the policy. Its batch cannot land; still it says no.
  if (policy === undefined) return bookRefusal('policy_not_in_force', { policy: account.policy });
  const riseMinor = receivedMinor - paidMinor;
  const { balanceCapMinor } = policy;
  if (balanceCapMinor !== null && riseMinor > 0n && balanceOf(account) + riseMinor > balanceCapMinor) {
    return exceeded(account, 'balance', balanceCapMinor, balanceCapMinor - balanceOf(account));
  }
  for (const rule of policy.rules) {
    const amountMinor = rule.direction === 'paid' ? paidMinor : receivedMinor;
    if (amountMinor === 0n || !isAbout(rule, context.purpose)) continue;
    const refusal = judgeRule(account, rule, amountMinor, context);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function isAbout({ purposes }: LimitRule, purpose: string): boolean {
  return purposes.length === 0 || purposes.includes(purpose);
}

function judgeRule(
  account: Account,
  rule: LimitRule,
  amountMinor: bigint,
  { date }: MovementContext,
): BookRefusal | undefined {
  const { name, singleMinor, dayMinor, monthMinor } = rule;
  if (singleMinor !== null && amountMinor > singleMinor)
    return exceeded(account, name, singleMinor, singleMinor);
  if (dayMinor === null && monthMinor === null) return undefined;
  const used = usedUnder(account, rule, date);
  if (dayMinor !== null && used.dayMinor + amountMinor > dayMinor) {
    return exceeded(account, name, dayMinor, dayMinor - used.dayMinor, {
      period: 'day',
      resets_on: dayAfter(date),
    });
  }
  if (monthMinor !== null && used.monthMinor + amountMinor > monthMinor) {
    return exceeded(account, name, monthMinor, monthMinor - used.monthMinor, {
      period: 'month',
      resets_on: monthAfter(date),
    });
  }
  return undefined;
}

/** What was used of a rule: over its purposes, or over all in its direction. */
function usedUnder(
  account: Account,
  rule: LimitRule,
  date: string,
): { dayMinor: bigint; monthMinor: bigint } {
  let dayMinor = 0n;
  let monthMinor = 0n;
  for (const [key, usage] of account.usage) {
    const [purpose = '', direction = ''] = key.split('|');
    if (direction !== rule.direction || !isAbout(rule, purpose)) continue;
    const current = usageOn(usage, date);
    dayMinor += current.dayMinor;
    monthMinor += current.monthMinor;
  }
  return { dayMinor, monthMinor };
}

function exceeded(
  { id }: Account,
  limit: string,
  capMinor: bigint,
  leftMinor: bigint,
  when: { readonly period?: 'day' | 'month'; readonly resets_on?: string } = {},
): BookRefusal {
  const left = leftMinor < 0n ? 0n : leftMinor;
  return bookRefusal('limit_exceeded', {
    account: id,
    limit,
    cap_minor: capMinor.toString(),
    left_minor: left.toString(),
    ...when,
  });
}

/** The first day of the month after a date. */
function monthAfter(date: string): string {
  const first = new Date(`${date.slice(0, 'YYYY-MM'.length)}-01`);
  first.setUTCMonth(first.getUTCMonth() + 1);
  return first.toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** Counts a movement that was posted. */
export function countMovement(
  { account, paidMinor, receivedMinor }: AccountMovement,
  context: MovementContext,
): void {
  const count = (direction: Direction, amountMinor: bigint): void => {
    if (amountMinor > 0n)
      addUsage(account.usage, usageKey(context.purpose, direction), context.date, amountMinor);
  };
  count('paid', paidMinor);
  count('received', receivedMinor);
}
