import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** Largest number of commands that the ledger takes in one request. */
export const MAX_COMMANDS_PER_REQUEST = 1_000;

/** Why an entry exists. The ledger counts limits by purpose; it knows nothing else about the business. */
export const PURPOSES = ['payment', 'refund', 'top_up', 'fee', 'payout', 'opening'] as const;
export type Purpose = (typeof PURPOSES)[number];

export type AccountKind = 'asset' | 'liability' | 'income' | 'expense';

/** What the caller wants to find again on the entry. No personal data: the journal is never erased. */
export type Reference = Readonly<Record<string, string>>;

interface CommandBase {
  /** Makes it happen at most once, for ever: see `commandId` of `@tamsui/ids`. */
  readonly id: Uuid;
  /** 32 hexadecimal digits over what was asked for: see `fingerprintOf` of `@tamsui/ids`. */
  readonly fingerprint: string;
}

/** Opens an account. Its id is the caller's choice, and nobody else's afterwards. */
export interface OpenAccountCommand extends CommandBase {
  readonly kind: 'open_account';
  readonly account: Uuid;
  readonly accountKind: AccountKind;
  readonly currency: CurrencyCode;
  /** Lowest balance in the account's own direction, in minor units; null leaves it free. A wallet has 0. */
  readonly floorMinor: bigint | null;
  readonly reference: Reference;
}

/** An amount from one account (debit) to another (credit). */
export interface Leg {
  readonly debit: Uuid;
  readonly credit: Uuid;
  readonly amountMinor: bigint;
}

/** Moves money: 1 to 32 legs in one currency that stand or fall together. */
export interface PostCommand extends CommandBase {
  readonly kind: 'post';
  readonly purpose: Purpose;
  readonly currency: CurrencyCode;
  readonly legs: readonly Leg[];
  /** Spends this token: at most one posted entry of the book may carry it. A payment code has one. */
  readonly once?: Uuid;
  /** The entry that this one gives back, in whole or in part; never more than it over all refunds. */
  readonly refunds?: Uuid;
  readonly reference: Reference;
}

/** Closes a business day, and with it every day before; every later entry belongs to a later day. */
export interface CloseBusinessDayCommand extends CommandBase {
  readonly kind: 'close_business_day';
  /** `YYYY-MM-DD`; refused when it is closed already or has not begun. */
  readonly businessDate: string;
}

export type Command = OpenAccountCommand | PostCommand | CloseBusinessDayCommand;

/** A place in the total order of the journal. */
export interface Position {
  readonly batch: bigint;
  readonly index: number;
}

interface OutcomeBase {
  readonly id: Uuid;
  /** True when the journal had it already and nothing new happened. */
  readonly replayed: boolean;
  readonly position: Position;
  /** When the book decided. */
  readonly at: Date;
  /** The business day that the entry belongs to, `YYYY-MM-DD`. */
  readonly businessDate: string;
}

/**
 * What became of a command. `posted` and `refused` are in the journal and stay so for ever; `conflict` means that
 * another command has this id, and nothing happened.
 */
export type Outcome =
  | (OutcomeBase & { readonly status: 'posted' })
  | (OutcomeBase & { readonly status: 'refused'; readonly refusal: { readonly code: string } & Reference })
  | { readonly id: Uuid; readonly status: 'conflict' };
