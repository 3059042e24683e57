import type { Account } from './account.ts';
import type { Reference } from './command.ts';
import type { Posting } from './entry.ts';
import type { BookRefusal } from './refusal.ts';

/** What a command did, before it becomes an entry. */
export interface Effect {
  readonly purpose: string;
  readonly refusal: BookRefusal | null;
  readonly postings: readonly Posting[];
  readonly detail: Reference | null;
  /** The hold that it captures or releases. */
  readonly hold?: string | undefined;
  /** The accounts of its postings. */
  readonly legs?: readonly { readonly debit: Account; readonly credit: Account }[];
  readonly opened?: Account;
}

/** The effect of a command that the book says no to. */
export function refused(purpose: string, refusal: BookRefusal): Effect {
  return { purpose, refusal, postings: [], detail: null };
}
