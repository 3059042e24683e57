import type { Account } from './account.ts';
import type { BusinessDay } from './business-day.ts';
import type { Entry } from './entry.ts';
import { MAX_REMEMBERED_ENTRIES } from './limits.ts';
import type { BookRefusal } from './refusal.ts';

/** The last batch, on which the next one builds. */
export interface Head {
  readonly number: bigint;
  readonly hash: Buffer;
  readonly at: Date;
}

/** What must be known of an entry to answer a retry of it and to judge a refund of it. */
export interface RememberedEntry {
  readonly id: string;
  readonly fingerprint: string;
  readonly batch: bigint;
  readonly index: number;
  readonly at: Date;
  readonly businessDate: string;
  readonly refusal: BookRefusal | null;
  readonly once: string | null;
  readonly refunds: string | null;
  /** Its postings by account number, with what was given back of each so far. */
  readonly legs: {
    readonly debit: bigint;
    readonly credit: bigint;
    readonly amountMinor: bigint;
    refundedMinor: bigint;
  }[];
}

/**
 * Everything the book decides from. Only `execute`, `replay` and the loading functions here change it. It holds what
 * was loaded or touched, not all there is: whoever executes has first loaded what `needsOf` names.
 */
export interface BookState {
  readonly epoch: number;
  head: Head;
  day: BusinessDay;
  /** Number that the next opened account gets. */
  nextAccountNumber: bigint;
  readonly accounts: Map<string, Account>;
  /** The same accounts by their number in the journal. */
  readonly accountsByNumber: Map<bigint, Account>;
  readonly entries: Map<string, RememberedEntry>;
  /** Spent tokens and the entries that spent them. */
  readonly spent: Map<string, string>;
}

export function createBookState(
  from: Pick<BookState, 'epoch' | 'head' | 'day' | 'nextAccountNumber'>,
): BookState {
  return { ...from, accounts: new Map(), accountsByNumber: new Map(), entries: new Map(), spent: new Map() };
}

/** Adds an account that was read from the store. What memory holds already is newer and stays. */
export function rememberAccount(state: BookState, account: Account): void {
  if (state.accounts.has(account.id)) return;
  state.accounts.set(account.id, account);
  state.accountsByNumber.set(account.number, account);
}

/** Adds an entry, as just executed or as read from the store, and forgets the one that was unused for longest. */
export function rememberEntry(state: BookState, entry: RememberedEntry): void {
  if (state.entries.has(entry.id)) return;
  state.entries.set(entry.id, entry);
  if (entry.once !== null && entry.refusal === null) state.spent.set(entry.once, entry.id);
  if (state.entries.size > MAX_REMEMBERED_ENTRIES) forgetOldest(state);
}

/** Marks an entry as just used: a Map iterates in order of insertion, so the first one is the oldest. */
export function touchEntry(state: BookState, entry: RememberedEntry): void {
  state.entries.delete(entry.id);
  state.entries.set(entry.id, entry);
}

function forgetOldest(state: BookState): void {
  const oldest = state.entries.values().next();
  if (oldest.done) return;
  state.entries.delete(oldest.value.id);
  if (oldest.value.once !== null) state.spent.delete(oldest.value.once);
}

/** What memory keeps of an entry. */
export function rememberedOf(entry: Entry, batch: bigint, at: Date): RememberedEntry {
  const { id, fingerprint, index, businessDate, refusal, once, refunds } = entry;
  const legs = entry.postings.map(({ debit, credit, amountMinor }) => ({
    debit,
    credit,
    amountMinor,
    refundedMinor: 0n,
  }));
  return { id, fingerprint, batch, index, at, businessDate, refusal, once, refunds, legs };
}
