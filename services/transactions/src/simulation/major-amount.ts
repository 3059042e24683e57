import { invariant } from '@tamsui/errors';
import { type CurrencyCode, parseAmount } from '@tamsui/money';

/** Minor units of an amount that stands in our own code, in major units. */
export function majorAmount(text: string, currency: CurrencyCode): bigint {
  const amount = parseAmount(text, currency);
  invariant(amount.ok, `${text} is an amount`);
  return amount.amountMinor;
}
