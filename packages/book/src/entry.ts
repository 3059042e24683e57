import type { Account } from './account.ts';
import type { Reference } from './command.ts';
import type { BookRefusal } from './refusal.ts';

/** One amount from the debited to the credited account, with what it made of both. */
export interface Posting {
  readonly leg: number;
  /** Account numbers. */
  readonly debit: bigint;
  readonly credit: bigint;
  readonly amountMinor: bigint;
  /** Versions and balances after the posting. A balance here is credits less debits, for every kind of account. */
  readonly debitVersion: bigint;
  readonly debitBalanceMinor: bigint;
  readonly creditVersion: bigint;
  readonly creditBalanceMinor: bigint;
}

/** What one command became: posted, or refused with a reason. */
export interface Entry {
  readonly index: number;
  readonly id: string;
  readonly fingerprint: string;
  /** The purpose of a posting, or `account_opened`, `business_day_closed`. */
  readonly purpose: string;
  readonly refusal: BookRefusal | null;
  /** The business day that it belongs to, `YYYY-MM-DD`. */
  readonly businessDate: string;
  readonly once: string | null;
  readonly refunds: string | null;
  /** The entry that set money aside, which this one captures or releases. */
  readonly hold: string | null;
  readonly reference: Reference;
  /** What the command did besides postings, so that the journal alone rebuilds the state. */
  readonly detail: Reference | null;
  readonly postings: readonly Posting[];
}

/** The entries that one COMMIT makes durable. */
export interface Batch {
  readonly number: bigint;
  /** Which leadership wrote it. */
  readonly epoch: number;
  readonly at: Date;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly entries: readonly Entry[];
  /** Accounts that were opened, as they were then: without movements. */
  readonly opened: readonly Readonly<Account>[];
  /** Every account that has moved, with its counters after the batch. */
  readonly moved: ReadonlyMap<
    bigint,
    Readonly<{ debitsMinor: bigint; creditsMinor: bigint; version: bigint }>
  >;
}
