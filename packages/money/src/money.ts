import type { CurrencyCode } from './currency.ts';

/** An amount inside the house: whole minor units, never a float. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

/** An amount on the wire: a decimal string in major units, for example `{"amount":"120","currency":"TWD"}`. */
export interface MoneyWire {
  readonly amount: string;
  readonly currency: CurrencyCode;
}

/**
 * Largest amount of one movement, in minor units: fifteen digits. A balance summed from a million such
 * movements still fits PostgreSQL's bigint only up to 9,223 of them, so the book checks sums as well.
 */
export const MAX_AMOUNT_MINOR = 999_999_999_999_999n;

/** Adds two amounts of one currency. @throws RangeError when the currencies differ. */
export function addAmounts(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`cannot add ${b.currency} to ${a.currency}`);
  return { amountMinor: a.amountMinor + b.amountMinor, currency: a.currency };
}
