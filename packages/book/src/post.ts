import { MAX_AMOUNT_MINOR } from '@tamsui/money';
import { type Account, availableOf, balanceOf, isBarred, isBelowFloor } from './account.ts';
import { judgeCapture } from './capture.ts';
import type { Leg, PostCommand } from './command.ts';
import type { Posting } from './entry.ts';
import { leftOfHold } from './hold.ts';
import { MAX_COUNTER_MINOR, MAX_LEGS } from './limits.ts';
import { type AccountMovement, countMovement, isLimited, judgeLimits } from './limits-in-force.ts';
import { judgeRefund } from './refund.ts';
import { type BookRefusal, bookRefusal } from './refusal.ts';
import type { BookState } from './state.ts';

/** A leg with its accounts found. */
export interface BookedLeg {
  readonly debit: Account;
  readonly credit: Account;
  readonly amountMinor: bigint;
}

type Posted =
  | { readonly ok: true; readonly postings: readonly Posting[]; readonly legs: readonly BookedLeg[] }
  | { readonly ok: false; readonly refusal: BookRefusal };

/** Moves the money of all legs or of none. Changes accounts only when nothing stands against it. */
export function post(state: BookState, command: PostCommand, at: Date, date: string): Posted {
  if (command.legs.length < 1 || command.legs.length > MAX_LEGS) {
    return no(bookRefusal('legs_out_of_range', { legs: String(command.legs.length) }));
  }
  const legs: BookedLeg[] = [];
  for (const leg of command.legs) {
    const found = findLeg(state, command, leg);
    if ('code' in found) return no(found);
    legs.push(found);
  }
  const spender = command.once === undefined ? undefined : state.spent.get(command.once);
  if (spender !== undefined) return no(bookRefusal('already_used', { entry: spender }));
  const refund = command.refunds === undefined ? undefined : judgeRefund(state, command.refunds, legs);
  if (refund !== undefined && 'code' in refund) return no(refund);
  const capture = command.hold === undefined ? undefined : judgeCapture(state, command.hold, legs, at);
  if (capture !== undefined && 'code' in capture) return no(capture);
  const context = { purpose: command.purpose, at, date };
  const movements = movementsUnderPolicy(legs);
  for (const movement of movements) {
    const limited = judgeLimits(state, movement, context);
    if (limited !== undefined) return no(limited);
  }

  const postings = legs.map(applyLeg);
  if (capture !== undefined) capture.hold.takenMinor += capture.amountMinor;
  const broken = firstBroken(legs, at);
  if (broken !== undefined) {
    for (const leg of legs) undoLeg(leg);
    if (capture !== undefined) capture.hold.takenMinor -= capture.amountMinor;
    return no(broken);
  }
  if (capture !== undefined && leftOfHold(capture.hold) === 0n) capture.holds.delete(capture.id);
  for (const { leg, amountMinor } of refund?.legs ?? []) leg.refundedMinor += amountMinor;
  for (const movement of movements) countMovement(movement, context);
  return { ok: true, postings, legs };
}

function no(refusal: BookRefusal): Posted {
  return { ok: false, refusal };
}

function findLeg(state: BookState, { currency }: PostCommand, leg: Leg): BookedLeg | BookRefusal {
  if (leg.amountMinor <= 0n)
    return bookRefusal('amount_not_positive', { amount_minor: String(leg.amountMinor) });
  if (leg.amountMinor > MAX_AMOUNT_MINOR)
    return bookRefusal('amount_too_large', { amount_minor: String(leg.amountMinor) });
  if (leg.debit === leg.credit) return bookRefusal('same_account', { account: leg.debit });
  const debit = state.accounts.get(leg.debit);
  if (debit === undefined) return bookRefusal('account_unknown', { account: leg.debit });
  const credit = state.accounts.get(leg.credit);
  if (credit === undefined) return bookRefusal('account_unknown', { account: leg.credit });
  const other = debit.currency !== currency ? debit : credit.currency !== currency ? credit : undefined;
  if (other !== undefined)
    return bookRefusal('currency_mismatch', { account: other.id, currency: other.currency });
  return (
    barred(debit, 'debit') ?? barred(credit, 'credit') ?? { debit, credit, amountMinor: leg.amountMinor }
  );
}

function barred({ id, status }: Account, side: 'debit' | 'credit'): BookRefusal | undefined {
  if (status === 'closed') return bookRefusal('account_closed', { account: id });
  return isBarred(status, side) ? bookRefusal('account_frozen', { account: id, side }) : undefined;
}

function applyLeg({ debit, credit, amountMinor }: BookedLeg, leg: number): Posting {
  debit.debitsMinor += amountMinor;
  debit.version += 1n;
  credit.creditsMinor += amountMinor;
  credit.version += 1n;
  return {
    leg,
    debit: debit.number,
    credit: credit.number,
    amountMinor,
    debitVersion: debit.version,
    debitBalanceMinor: debit.creditsMinor - debit.debitsMinor,
    creditVersion: credit.version,
    creditBalanceMinor: credit.creditsMinor - credit.debitsMinor,
  };
}

function undoLeg({ debit, credit, amountMinor }: BookedLeg): void {
  debit.debitsMinor -= amountMinor;
  debit.version -= 1n;
  credit.creditsMinor -= amountMinor;
  credit.version -= 1n;
}

/** Floors are judged when all legs have moved, and only for an account that the entry leaves with less than before. */
function firstBroken(legs: readonly BookedLeg[], at: Date): BookRefusal | undefined {
  for (const { debit, credit } of legs) {
    for (const account of [debit, credit]) {
      if (account.debitsMinor > MAX_COUNTER_MINOR || account.creditsMinor > MAX_COUNTER_MINOR) {
        return bookRefusal('balance_overflow', { account: account.id });
      }
      if (isBelowFloor(account, at) && changeOf(account, legs) < 0n) {
        const availableMinor = availableOf(account, at) - changeOf(account, legs);
        return bookRefusal('insufficient_funds', {
          account: account.id,
          available_minor: String(availableMinor),
        });
      }
    }
  }
  return undefined;
}

/** What all legs together change of an account's balance, in its own direction. */
function changeOf(account: Account, legs: readonly BookedLeg[]): bigint {
  let debitsMinor = 0n;
  let creditsMinor = 0n;
  for (const leg of legs) {
    if (leg.debit === account) debitsMinor += leg.amountMinor;
    if (leg.credit === account) creditsMinor += leg.amountMinor;
  }
  return balanceOf({ kind: account.kind, debitsMinor, creditsMinor });
}

/** What the legs move on each account that is under a policy, both ways apart. Most entries touch none or one. */
export function movementsUnderPolicy(legs: readonly BookedLeg[]): AccountMovement[] {
  if (legs.every(({ debit, credit }) => debit.policy === null && credit.policy === null)) return [];
  const accounts = new Set<AccountMovement['account']>();
  for (const { debit, credit } of legs) {
    if (isLimited(debit)) accounts.add(debit);
    if (isLimited(credit)) accounts.add(credit);
  }
  return [...accounts].map((account) => {
    let debitedMinor = 0n;
    let creditedMinor = 0n;
    for (const leg of legs) {
      if (leg.debit === account) debitedMinor += leg.amountMinor;
      if (leg.credit === account) creditedMinor += leg.amountMinor;
    }
    const fallsByDebit = account.kind === 'liability' || account.kind === 'income';
    return fallsByDebit
      ? { account, paidMinor: debitedMinor, receivedMinor: creditedMinor }
      : { account, paidMinor: creditedMinor, receivedMinor: debitedMinor };
  });
}
