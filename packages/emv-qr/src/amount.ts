import { CURRENCIES, type Currency, type CurrencyCode, currencyOf } from '@tamsui/money';

/** EMVCo MPM 1.1, 4.7.6: digits with at most one point, at most 13 characters, and not zero. */
export const EMV_AMOUNT = /^(?=.*[1-9])[0-9]+(\.[0-9]*)?$/;

/**
 * The exact minor units of an amount in a code: `65.00`, `65.` and `65` are one amount. Undefined when it is no
 * amount, or finer than the currency.
 */
export function amountMinorOf(amount: string, currency: CurrencyCode): bigint | undefined {
  const { scale } = currencyOf(currency);
  const [whole = '', decimals = ''] = amount.split('.');
  if (!EMV_AMOUNT.test(amount) || /[1-9]/.test(decimals.slice(scale))) return undefined;
  return BigInt(whole + decimals.slice(0, scale).padEnd(scale, '0'));
}

/** The currency with this number in ISO 4217, if this wallet knows it. */
export function currencyByNumber(numericCode: string): CurrencyCode | undefined {
  const known: readonly Currency[] = Object.values(CURRENCIES);
  return known.find((currency) => currency.numericCode === numericCode)?.code;
}
