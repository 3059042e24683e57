import { invariant } from '@tamsui/errors';
import type { Account } from './account.ts';
import type { Reference } from './command.ts';
import { accountOfDetail, accountStatusOf, holdOfDetail } from './detail.ts';
import { fieldOf } from './detail-field.ts';
import type { Batch, Entry, Posting } from './entry.ts';
import { hashBatch } from './hash.ts';
import { takeFromHold } from './hold.ts';
import { countMovement, type MovementContext } from './limits-in-force.ts';
import { policyOfDetail } from './policy.ts';
import { type BookedLeg, movementsUnderPolicy } from './post.ts';
import { takeFrom } from './refund.ts';
import {
  type BookState,
  endBatch,
  rememberAccount,
  rememberEntry,
  rememberedOf,
  rememberPolicy,
} from './state.ts';

/**
 * Applies a batch of the journal to a state that stands just before it, as `execute` left it then. Every account and
 * every original that the batch names must have come by replay or been loaded.
 * @param calendarDate the date of the batch's instant in the city's zone
 * @throws Bug when the journal contradicts itself: number, hash, version, balance, or what is not there
 */
export function replayBatch(
  state: BookState,
  batch: Omit<Batch, 'opened' | 'moved'>,
  calendarDate: string,
): void {
  invariant(batch.number === state.head.number + 1n, `batch ${batch.number} follows ${state.head.number}`);
  invariant(batch.previousHash.equals(state.head.hash), `batch ${batch.number} names the hash before it`);
  invariant(hashBatch(batch).equals(batch.hash), `batch ${batch.number} has the hash of its content`);
  for (const entry of batch.entries) {
    replayEntry(state, entry, { purpose: entry.purpose, at: batch.at, date: calendarDate });
    state.day = { ...state.day, current: entry.businessDate };
    rememberEntry(state, rememberedOf(entry, batch.number, batch.at));
  }
  endBatch(state);
  state.head = { number: batch.number, hash: batch.hash, at: batch.at };
}

function replayEntry(state: BookState, entry: Entry, context: MovementContext): void {
  if (entry.refusal !== null) {
    invariant(entry.postings.length === 0, `refused entry ${entry.id} moves nothing`);
    return;
  }
  replayDetail(state, entry, entry.detail ?? {});
  const legs = entry.postings.map((posting) => replayPosting(state, posting));
  if (entry.hold !== null) replayCapture(legs, entry.hold);
  for (const movement of movementsUnderPolicy(legs)) countMovement(movement, context);
  if (entry.refunds !== null) replayRefund(state, entry, entry.refunds);
}

function replayDetail(state: BookState, { id, purpose, hold }: Entry, detail: Reference): void {
  switch (purpose) {
    case 'business_day_closed':
      state.day = { ...state.day, lastClosed: fieldOf(detail, 'business_date') };
      break;
    case 'account_opened':
      replayOpened(state, detail);
      break;
    case 'account_status_set':
      accountOf(state, detail).status = accountStatusOf(detail.status);
      break;
    case 'policy_assigned':
      accountOf(state, detail).policy = fieldOf(detail, 'policy');
      break;
    case 'policy_set':
      rememberPolicy(state, policyOfDetail(detail));
      break;
    case 'hold':
      accountOf(state, detail).holds.set(id, holdOfDetail(detail));
      break;
    case 'hold_released':
      invariant(hold !== null, `release ${id} names its hold`);
      takeFromHold(accountOf(state, detail).holds, hold, BigInt(fieldOf(detail, 'released_minor')));
      break;
  }
}

/** The account that an entry is about. */
function accountOf({ accounts }: BookState, detail: Reference): Account {
  const account = accounts.get(fieldOf(detail, 'account'));
  invariant(account !== undefined, 'the account of an entry is loaded');
  return account;
}

function replayOpened(state: BookState, detail: Reference): void {
  const account = accountOfDetail(detail);
  invariant(account.number === state.nextAccountNumber, `account ${account.number} is the next to be opened`);
  state.nextAccountNumber += 1n;
  rememberAccount(state, account);
}

/** A capture takes what its postings move out of the hold of their payer. A release has no postings. */
function replayCapture(legs: readonly BookedLeg[], hold: string): void {
  for (const { debit, amountMinor } of legs) takeFromHold(debit.holds, hold, amountMinor);
}

function replayPosting({ accountsByNumber }: BookState, posting: Posting): BookedLeg {
  const { debit: payer, credit: payee, amountMinor } = posting;
  const [debit, credit] = [accountsByNumber.get(payer), accountsByNumber.get(payee)];
  invariant(debit !== undefined && credit !== undefined, 'both accounts of a posting are loaded');
  debit.debitsMinor += amountMinor;
  debit.version += 1n;
  credit.creditsMinor += amountMinor;
  credit.version += 1n;
  invariant(debit.version === posting.debitVersion, `account ${payer} has no gap in its versions`);
  invariant(credit.version === posting.creditVersion, `account ${payee} has no gap in its versions`);
  invariant(
    debit.creditsMinor - debit.debitsMinor === posting.debitBalanceMinor,
    `balance of account ${payer}`,
  );
  invariant(
    credit.creditsMinor - credit.debitsMinor === posting.creditBalanceMinor,
    `balance of account ${payee}`,
  );
  return { debit, credit, amountMinor };
}

function replayRefund({ entries }: BookState, { id, postings }: Entry, refunds: string): void {
  const original = entries.get(refunds);
  invariant(original !== undefined, `the original of refund ${id} is loaded`);
  for (const { debit, credit, amountMinor } of postings) {
    const mirrored = original.legs.filter((leg) => leg.debit === credit && leg.credit === debit);
    const taken = new Map<(typeof mirrored)[number], bigint>();
    const leftMinor = takeFrom(mirrored, amountMinor, taken);
    invariant(leftMinor === 0n, `refund ${id} is no more than its original`);
    for (const [leg, partMinor] of taken) leg.refundedMinor += partMinor;
  }
}
