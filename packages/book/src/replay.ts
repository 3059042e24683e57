import { invariant } from '@tamsui/errors';
import type { Reference } from './command.ts';
import { accountOfDetail, accountStatusOf, holdOfDetail } from './detail.ts';
import type { Batch, Entry, Posting } from './entry.ts';
import { hashBatch } from './hash.ts';
import { takeFromHold } from './hold.ts';
import { type AccountMovement, countMovement } from './limits-in-force.ts';
import { policyOfDetail } from './policy.ts';
import { movementsUnderPolicy } from './post.ts';
import { takeFrom } from './refund.ts';
import { type BookState, rememberAccount, rememberEntry, rememberedOf, rememberPolicy } from './state.ts';

/**
 * Applies a batch of the journal to a state that stands just before it, as `execute` left it then. Every account that
 * the batch moves must have been opened by replay or loaded.
 * @param calendarDate the date of the batch's instant in the city's zone
 * @throws Bug when the journal contradicts itself: number, hash, version or balance
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
    if (entry.refusal === null && entry.detail !== null) replayDetail(state, entry);
    for (const posting of entry.postings) replayPosting(state, posting);
    if (entry.refusal === null) replayMovement(state, entry, batch.at, calendarDate);
    if (entry.refunds !== null && entry.refusal === null) replayRefund(state, entry);
    state.day = { ...state.day, current: entry.businessDate };
    rememberEntry(state, rememberedOf(entry, batch.number, batch.at));
  }
  state.head = { number: batch.number, hash: batch.hash, at: batch.at };
}

function replayDetail(state: BookState, entry: Entry): void {
  const detail = entry.detail ?? {};
  const account = state.accounts.get(detail.account ?? '');
  switch (entry.purpose) {
    case 'business_day_closed':
      state.day = { ...state.day, lastClosed: detail.business_date ?? state.day.lastClosed };
      break;
    case 'account_opened':
      replayOpened(state, detail);
      break;
    case 'account_status_set':
      if (account !== undefined) account.status = accountStatusOf(detail.status);
      break;
    case 'policy_assigned':
      if (account !== undefined) account.policy = detail.policy ?? null;
      break;
    case 'policy_set':
      rememberPolicy(state, policyOfDetail(detail));
      break;
    case 'hold':
      account?.holds.set(entry.id, holdOfDetail(detail));
      break;
    case 'hold_released':
      if (account !== undefined)
        takeFromHold(account.holds, entry.hold ?? '', BigInt(detail.released_minor ?? 0));
      break;
  }
}

function replayOpened(state: BookState, detail: Reference): void {
  const account = accountOfDetail(detail);
  invariant(account.number === state.nextAccountNumber, `account ${account.number} is the next to be opened`);
  state.nextAccountNumber += 1n;
  rememberAccount(state, account);
}

/** A capture takes what its postings move out of the hold, and counts towards limits like every movement. */
function replayMovement(state: BookState, entry: Entry, at: Date, date: string): void {
  const [first] = entry.postings;
  const payer = first === undefined ? undefined : state.accountsByNumber.get(first.debit);
  if (entry.hold !== null && payer !== undefined) {
    const amountMinor = entry.postings.reduce((sum, posting) => sum + posting.amountMinor, 0n);
    takeFromHold(payer.holds, entry.hold, amountMinor);
  }
  for (const movement of movementsOfPostings(state, entry.postings)) {
    countMovement(movement, { purpose: entry.purpose, at, date });
  }
}

function movementsOfPostings(
  { accountsByNumber }: BookState,
  postings: readonly Posting[],
): AccountMovement[] {
  const legs = postings.map(({ debit, credit, amountMinor }) => ({
    debit: accountsByNumber.get(debit),
    credit: accountsByNumber.get(credit),
    amountMinor,
  }));
  return movementsUnderPolicy(
    legs.flatMap(({ debit, credit, amountMinor }) =>
      debit === undefined || credit === undefined ? [] : [{ debit, credit, amountMinor }],
    ),
  );
}

function replayPosting({ accountsByNumber }: BookState, posting: Posting): void {
  const debit = accountsByNumber.get(posting.debit);
  const credit = accountsByNumber.get(posting.credit);
  invariant(debit !== undefined && credit !== undefined, 'both accounts of a posting are loaded');
  debit.debitsMinor += posting.amountMinor;
  debit.version += 1n;
  credit.creditsMinor += posting.amountMinor;
  credit.version += 1n;
  invariant(debit.version === posting.debitVersion, `account ${debit.number} has no gap in its versions`);
  invariant(credit.version === posting.creditVersion, `account ${credit.number} has no gap in its versions`);
  invariant(
    debit.creditsMinor - debit.debitsMinor === posting.debitBalanceMinor,
    `balance of account ${debit.number}`,
  );
  invariant(
    credit.creditsMinor - credit.debitsMinor === posting.creditBalanceMinor,
    `balance of account ${credit.number}`,
  );
}

function replayRefund(state: BookState, entry: Entry): void {
  const original = entry.refunds === null ? undefined : state.entries.get(entry.refunds);
  if (original === undefined) return;
  for (const { debit, credit, amountMinor } of entry.postings) {
    const mirrored = original.legs.filter((leg) => leg.debit === credit && leg.credit === debit);
    const taken = new Map<(typeof mirrored)[number], bigint>();
    const leftMinor = takeFrom(mirrored, amountMinor, taken);
    invariant(leftMinor === 0n, `refund ${entry.id} is no more than its original`);
    for (const [leg, partMinor] of taken) leg.refundedMinor += partMinor;
  }
}
