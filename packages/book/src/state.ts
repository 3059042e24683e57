import type { Account } from './account.ts';
import type { BusinessDay } from './business-day.ts';
import type { Entry } from './entry.ts';
import { MEMORY_LIMITS, type MemoryLimits } from './limits.ts';
import type { Policy } from './policy.ts';
import { createRecentMap, type RecentMap } from './recent-map.ts';
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
  /** What it was: `payment`, `hold`, `account_opened` … */
  readonly purpose: string;
  /** The account that its detail names, for what is not a posting. */
  readonly account: string | null;
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
  readonly accounts: RecentMap<string, Account>;
  /** The same accounts by their number in the journal. */
  readonly accountsByNumber: RecentMap<bigint, Account>;
  readonly entries: RecentMap<string, RememberedEntry>;
  /** Spent tokens and the entries that spent them. */
  readonly spent: RecentMap<string, string>;
  /** All versions of all policies: they are few, and every one is needed. */
  readonly policies: Map<string, Policy[]>;
}

/** @param limits how much it keeps before it forgets; whoever replays a whole journal needs it without an end */
export function createBookState(
  from: Pick<BookState, 'epoch' | 'head' | 'day' | 'nextAccountNumber'>,
  limits: MemoryLimits = MEMORY_LIMITS,
): BookState {
  return {
    ...from,
    accounts: createRecentMap(limits.accounts),
    accountsByNumber: createRecentMap(limits.accounts),
    entries: createRecentMap(limits.entries, limits.batches),
    spent: createRecentMap(limits.entries, limits.batches),
    policies: new Map(),
  };
}

/** Adds an account that was read from the store. What memory holds already is newer and stays. */
export function rememberAccount(state: BookState, account: Account): void {
  if (state.accounts.has(account.id)) return;
  state.accounts.set(account.id, account);
  state.accountsByNumber.set(account.number, account);
}

/** Adds an entry, as just executed or as read from the store. What memory holds already is newer and stays. */
export function rememberEntry(state: BookState, entry: RememberedEntry): void {
  if (entry.once !== null && entry.refusal === null) state.spent.set(entry.once, entry.id);
  if (!state.entries.has(entry.id)) state.entries.set(entry.id, entry);
}

/** What memory keeps of an entry. */
export function rememberedOf(entry: Entry, batch: bigint, at: Date): RememberedEntry {
  const { id, fingerprint, index, businessDate, purpose, refusal, once, refunds } = entry;
  const account = entry.detail?.account ?? null;
  const legs = entry.postings.map(({ debit, credit, amountMinor }) => ({
    debit,
    credit,
    amountMinor,
    refundedMinor: 0n,
  }));
  return { id, fingerprint, batch, index, at, businessDate, purpose, account, refusal, once, refunds, legs };
}

/** Counts a batch that was decided: what no batch of late has touched is durable, and forgotten. */
export function endBatch({ entries, spent }: BookState): void {
  entries.endRound();
  spent.endRound();
}

/** Adds a version of a policy. */
export function rememberPolicy(state: BookState, policy: Policy): void {
  const versions = state.policies.get(policy.name);
  if (versions === undefined) state.policies.set(policy.name, [policy]);
  else versions.push(policy);
}
