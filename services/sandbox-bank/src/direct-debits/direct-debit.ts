import type { CurrencyCode } from '@tamsui/money';

export type DirectDebitStatus = 'pending' | 'succeeded' | 'failed';

/** Why a direct debit was not executed. */
export type DirectDebitFailure = 'insufficient_funds' | 'account_unknown' | 'currency_mismatch';

/** What the creditor asks for. `reference` is the creditor's own and happens at most once. */
export interface DirectDebitOrder {
  readonly reference: string;
  readonly debtorAccount: string;
  readonly creditorAccount: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly description: string | null;
}

export interface DirectDebit extends DirectDebitOrder {
  readonly id: string;
  readonly status: DirectDebitStatus;
  readonly failureCode: DirectDebitFailure | null;
  readonly createdAt: Date;
  /** When it was executed or failed. */
  readonly bookedAt: Date | null;
}

export function isSameOrder(a: DirectDebitOrder, b: DirectDebitOrder): boolean {
  return (
    a.reference === b.reference &&
    a.debtorAccount === b.debtorAccount &&
    a.creditorAccount === b.creditorAccount &&
    a.amountMinor === b.amountMinor &&
    a.currency === b.currency &&
    a.description === b.description
  );
}
