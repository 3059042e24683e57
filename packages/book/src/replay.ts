import { invariant } from '@tamsui/errors';
import { isCurrencyCode } from '@tamsui/money';
import type { Account, AccountKind } from './account.ts';
import type { Batch, Entry, Posting } from './entry.ts';
import { hashBatch } from './hash.ts';
import { takeFrom } from './refund.ts';
import { type BookState, rememberAccount, rememberEntry, rememberedOf } from './state.ts';

/**
 * Applies a batch of the journal to a state that stands just before it, as `execute` left it then. Every account that
 * the batch moves must have been opened by replay or loaded.
 * @throws Bug when the journal contradicts itself: number, hash, version or balance
 */
export function replayBatch(state: BookState, batch: Omit<Batch, 'opened' | 'moved'>): void {
  invariant(batch.number === state.head.number + 1n, `batch ${batch.number} follows ${state.head.number}`);
  invariant(batch.previousHash.equals(state.head.hash), `batch ${batch.number} names the hash before it`);
  invariant(hashBatch(batch).equals(batch.hash), `batch ${batch.number} has the hash of its content`);
  for (const entry of batch.entries) {
    if (entry.refusal === null && entry.detail !== null) replayDetail(state, entry);
    for (const posting of entry.postings) replayPosting(state, posting);
    if (entry.refunds !== null && entry.refusal === null) replayRefund(state, entry);
    state.day = { ...state.day, current: entry.businessDate };
    rememberEntry(state, rememberedOf(entry, batch.number, batch.at));
  }
  state.head = { number: batch.number, hash: batch.hash, at: batch.at };
}

function replayDetail(state: BookState, { purpose, detail }: Entry): void {
  if (purpose === 'business_day_closed' && detail?.business_date !== undefined) {
    state.day = { ...state.day, lastClosed: detail.business_date };
  }
  if (purpose !== 'account_opened') return;
  const account = accountOf(detail ?? {});
  invariant(account.number === state.nextAccountNumber, `account ${account.number} is the next to be opened`);
  state.nextAccountNumber += 1n;
  rememberAccount(state, account);
}

const KINDS: readonly AccountKind[] = ['asset', 'liability', 'income', 'expense'];

function accountOf(detail: Readonly<Record<string, string>>): Account {
  const { number, account: id, currency, floor_minor: floor } = detail;
  const kind = KINDS.find((known) => known === detail.kind);
  invariant(number !== undefined && id !== undefined && kind !== undefined, 'an opened account is described');
  invariant(isCurrencyCode(currency), 'an opened account has a currency');
  const floorMinor = floor === undefined ? null : BigInt(floor);
  return {
    number: BigInt(number),
    id,
    kind,
    currency,
    floorMinor,
    debitsMinor: 0n,
    creditsMinor: 0n,
    version: 0n,
  };
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
