import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** Largest number of commands that the ledger takes in one request. */
export const MAX_COMMANDS_PER_REQUEST = 1_000;

/** Why an entry exists. The ledger counts limits by purpose; it knows nothing else about the business. */
export const PURPOSES = [
  'payment',
  'refund',
  'reversal',
  'top_up',
  'withdrawal',
  'transfer',
  'fee',
  'payout',
  'adjustment',
  'opening',
] as const;
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
  /** Name of the policy whose limits it is under; it must be in force. */
  readonly policy?: string;
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
  /** The hold that the money comes out of: every leg debits the account that has it. */
  readonly hold?: Uuid;
  readonly reference: Reference;
}

/** Closes a business day, and with it every day before; every later entry belongs to a later day. */
export interface CloseBusinessDayCommand extends CommandBase {
  readonly kind: 'close_business_day';
  /** `YYYY-MM-DD`; refused when it is closed already or has not begun. */
  readonly businessDate: string;
}

/** Sets money of an account aside until it is captured, released or expired. */
export interface HoldCommand extends CommandBase {
  readonly kind: 'hold';
  readonly account: Uuid;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  /** Null makes it an earmark, which stays until it is released. */
  readonly expiresAt: Date | null;
  /** Spends this token, as a posting does. */
  readonly once?: Uuid;
  readonly reference: Reference;
}

export interface ReleaseHoldCommand extends CommandBase {
  readonly kind: 'release_hold';
  readonly account: Uuid;
  readonly hold: Uuid;
  /** Null releases all that is left. */
  readonly amountMinor: bigint | null;
  readonly reference: Reference;
}

export const ACCOUNT_STATUSES = ['open', 'debit_frozen', 'credit_frozen', 'frozen', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** Freezes an account for debit, credit or both, opens it again, or closes it, empty, for ever. */
export interface SetAccountStatusCommand extends CommandBase {
  readonly kind: 'set_account_status';
  readonly account: Uuid;
  readonly status: AccountStatus;
  readonly reference: Reference;
}

/** A cap on what an account may pay or receive; amounts in minor units, null for none. */
export interface LimitRule {
  /** Name in refusals, for example `paid`. */
  readonly name: string;
  readonly direction: 'paid' | 'received';
  /** These count together; an empty list means every purpose. */
  readonly purposes: readonly Purpose[];
  readonly singleMinor: bigint | null;
  readonly dayMinor: bigint | null;
  readonly monthMinor: bigint | null;
}

/** Sets a version of a policy. A movement is judged by the version in force at its time. */
export interface SetPolicyCommand extends CommandBase {
  readonly kind: 'set_policy';
  readonly policy: string;
  readonly effectiveFrom: Date;
  readonly balanceCapMinor: bigint | null;
  readonly rules: readonly LimitRule[];
  readonly reference: Reference;
}

export interface AssignPolicyCommand extends CommandBase {
  readonly kind: 'assign_policy';
  readonly account: Uuid;
  readonly policy: string;
  readonly reference: Reference;
}

/**
 * Decides an id as a no, for a reason of the caller's own: `refused` with `{ code: 'declined', reason }`, for ever. An
 * id that is decided already stays as it is, and its outcome is the answer.
 */
export interface DeclineCommand extends CommandBase {
  readonly kind: 'decline';
  /** The purpose of what is not to happen. */
  readonly purpose: Purpose;
  /** For example `code_expired`: up to 40 small letters, digits and underscores, a letter first. */
  readonly reason: string;
  readonly reference: Reference;
}

export type Command =
  | OpenAccountCommand
  | PostCommand
  | HoldCommand
  | ReleaseHoldCommand
  | SetAccountStatusCommand
  | SetPolicyCommand
  | AssignPolicyCommand
  | CloseBusinessDayCommand
  | DeclineCommand;

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
