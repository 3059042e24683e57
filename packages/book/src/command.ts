import type { CurrencyCode } from '@tamsui/money';
import type { AccountKind } from './account.ts';

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
  readonly reference: Reference;
}

export interface CloseBusinessDayCommand extends CommandBase {
  readonly kind: 'close_business_day';
  /** `YYYY-MM-DD` */
  readonly businessDate: string;
}

export type Command = OpenAccountCommand | PostCommand | CloseBusinessDayCommand;
