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
  readonly opened?: Account;
}
