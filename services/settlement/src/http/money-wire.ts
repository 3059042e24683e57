import { type CurrencyCode, formatAmount, type MoneyWire } from '@tamsui/money';

/** An amount as it leaves the house. */
export function moneyWire(amountMinor: bigint, currency: CurrencyCode): MoneyWire {
  return { amount: formatAmount(amountMinor, currency), currency };
}
