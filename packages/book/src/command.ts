import type { CurrencyCode } from '@tamsui/money';
import type { AccountKind, AccountStatus } from './account.ts';
import type { LimitRule } from './policy.ts';

/** What the caller wants to find again on the entry, as texts. */
export type Reference = Readonly<Record<string, string>>;

interface CommandBase {
  /** A UUID that makes the command happen at most once. */
  readonly id: string;
  /** 32 hexadecimal digits that tell a retry from another request under the same id. */
  readonly fingerprint: string;
}

export interface OpenAccountCommand extends CommandBase {
  readonly kind: 'open_account';
  readonly account: string;
  readonly accountKind: AccountKind;
  readonly currency: CurrencyCode;
  readonly floorMinor: bigint | null;
  /** Name of the policy whose limits it is under. */
  readonly policy?: string | undefined;
  readonly reference: Reference;
}

/** An amount from one account (debit) to another (credit). */
export interface Leg {
  readonly debit: string;
  readonly credit: string;
  readonly amountMinor: bigint;
}

export interface PostCommand extends CommandBase {
  readonly kind: 'post';
  readonly purpose: string;
  readonly currency: CurrencyCode;
  readonly legs: readonly Leg[];
  /** A token that at most one posted entry may carry. */
  readonly once?: string | undefined;
  /** The entry that this one gives back, in whole or in part. */
  readonly refunds?: string | undefined;
  /** The hold that the debited account's money comes out of. */
  readonly hold?: string | undefined;
  readonly reference: Reference;
}

export interface CloseBusinessDayCommand extends CommandBase {
  readonly kind: 'close_business_day';
  /** `YYYY-MM-DD` */
  readonly businessDate: string;
}

/** Sets money of an account aside; an earmark, when it does not expire. */
export interface HoldCommand extends CommandBase {
  readonly kind: 'hold';
  readonly account: string;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  readonly expiresAt: Date | null;
  /** A token that at most one posted entry may carry. */
  readonly once?: string | undefined;
  readonly reference: Reference;
}

/** Sets free what is left of a hold, or a part of it. */
export interface ReleaseHoldCommand extends CommandBase {
  readonly kind: 'release_hold';
  readonly account: string;
  readonly hold: string;
  /** Null for all that is left. */
  readonly amountMinor: bigint | null;
  readonly reference: Reference;
}

/** Freezes an account for debit, credit or both, opens it again, or closes it for ever. */
export interface SetAccountStatusCommand extends CommandBase {
  readonly kind: 'set_account_status';
  readonly account: string;
  readonly status: AccountStatus;
  readonly reference: Reference;
}

/** Puts an account under a policy. */
export interface AssignPolicyCommand extends CommandBase {
  readonly kind: 'assign_policy';
  readonly account: string;
  readonly policy: string;
  readonly reference: Reference;
}

/** Sets a version of a policy, in force from an instant on. */
export interface SetPolicyCommand extends CommandBase {
  readonly kind: 'set_policy';
  readonly policy: string;
  readonly effectiveFrom: Date;
  readonly balanceCapMinor: bigint | null;
  readonly rules: readonly LimitRule[];
  readonly reference: Reference;
}

/**
 * Decides an id as a no, for a reason that only the caller knows: a code that expired, a payer who said no. It touches
 * no account, and nothing else can happen under that id afterwards.
 */
export interface DeclineCommand extends CommandBase {
  readonly kind: 'decline';
  /** The purpose of what is not to happen. */
  readonly purpose: string;
  /** A name in small letters, digits and underscores. */
  readonly reason: string;
  readonly reference: Reference;
}

export type Command =
  | OpenAccountCommand
  | PostCommand
  | HoldCommand
  | ReleaseHoldCommand
  | SetAccountStatusCommand
  | AssignPolicyCommand
  | SetPolicyCommand
  | CloseBusinessDayCommand
  | DeclineCommand;
