import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { AccountKind, AccountStatus, Position, Reference } from './command.ts';

/** A place in the past: the last batch at an instant, or a batch. */
export type AsOf = { readonly at: Date } | { readonly batch: bigint };

/** An account's balance as of a committed batch, in its own direction (a wallet with money in it is positive). */
export interface AccountBalance {
  readonly id: Uuid;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  readonly balanceMinor: bigint;
  /** What open holds set aside of it at that moment. */
  readonly heldMinor: bigint;
  readonly status: AccountStatus;
  readonly policy: string | null;
  /** Number of postings that ever touched it. */
  readonly version: bigint;
  /** The last batch that is in these figures. */
  readonly asOfBatch: bigint;
}

export interface Posting {
  readonly leg: number;
  readonly debit: Uuid;
  readonly credit: Uuid;
  readonly amountMinor: bigint;
}

/** What one command became. */
export interface Entry {
  readonly position: Position;
  readonly id: Uuid;
  readonly fingerprint: string;
  /** A purpose of a posting, or what else the command did: `account_opened`, `business_day_closed`. */
  readonly purpose: string;
  readonly posted: boolean;
  readonly refusal: ({ readonly code: string } & Reference) | null;
  readonly at: Date;
  readonly businessDate: string;
  readonly currency: CurrencyCode | null;
  readonly once: Uuid | null;
  readonly refunds: Uuid | null;
  readonly reference: Reference;
  readonly postings: readonly Posting[];
}

/** One line of an account's history. */
export interface StatementLine {
  /** The account's version after it: lines run without a gap. */
  readonly version: bigint;
  readonly position: Position;
  readonly entry: Uuid;
  readonly purpose: string;
  readonly at: Date;
  readonly businessDate: string;
  /** Change of the balance in the account's own direction; negative takes away. */
  readonly changeMinor: bigint;
  readonly balanceMinor: bigint;
  /** The account on the other side. */
  readonly counterAccount: Uuid;
  readonly refunds: Uuid | null;
  readonly reference: Reference;
}

export interface StatementPage {
  readonly lines: readonly StatementLine[];
  readonly hasMore: boolean;
}

export interface FeedPage {
  readonly entries: readonly Entry[];
  /** Ask for `after` this next; it is the asked position when nothing is new. */
  readonly next: Position;
}

export interface TrialBalance {
  /** The last batch that is in the figures. */
  readonly asOfBatch: bigint;
  /** Sums by currency and kind, in the kind's own direction. */
  readonly totals: readonly {
    readonly currency: CurrencyCode;
    readonly kind: AccountKind;
    readonly balanceMinor: bigint;
  }[];
  /** All credits less all debits by currency: zero, or something is broken. */
  readonly differences: readonly { readonly currency: CurrencyCode; readonly differenceMinor: bigint }[];
}

export interface BusinessDay {
  /** The day that an entry posted now would belong to. */
  readonly open: string;
  readonly lastClosed: string | null;
}
