import { type CurrencyCode, currencyOf } from './currency.ts';
import { MAX_AMOUNT_MINOR } from './money.ts';

/** Why a text is no amount. `message` is a sentence for the person who sent it. */
export interface AmountProblem {
  readonly code:
    | 'amount_not_string'
    | 'amount_malformed'
    | 'amount_decimals'
    | 'amount_too_large'
    | 'amount_zero';
  readonly message: string;
}

type ParsedAmount =
  | { readonly ok: true; readonly amountMinor: bigint }
  | { readonly ok: false; readonly problem: AmountProblem };

/** Longest text worth looking at: fifteen digits, a point, three decimals, and no room for more. */
const MAX_AMOUNT_LENGTH = 19;
const DECIMAL = /^(?:0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

function problem(code: AmountProblem['code'], message: string): ParsedAmount {
  return { ok: false, problem: { code, message } };
}

/**
 * Reads a positive amount from the wire into minor units. Accepts a decimal string in major units with no
 * decimals or with exactly the currency's; refuses numbers, signs, exponents, blanks, leading zeros, other
 * digits than 0-9, and zero.
 */
export function parseAmount(text: unknown, currency: CurrencyCode): ParsedAmount {
  if (typeof text !== 'string') {
    return problem(
      'amount_not_string',
      'The amount must be a decimal string in major units, for example "120".',
    );
  }
  if (text.length > MAX_AMOUNT_LENGTH) return problem('amount_too_large', 'The amount has too many digits.');
  const match = DECIMAL.exec(text);
  if (match === null) {
    return problem(
      'amount_malformed',
      'The amount must be digits only, for example "120": no sign, exponent or blank.',
    );
  }
  const { scale } = currencyOf(currency);
  const decimals = match[1] ?? '';
  if (decimals !== '' && decimals.length !== scale) {
    return problem('amount_decimals', `An amount in ${currency} has no decimals or exactly ${scale}.`);
  }
  const whole = decimals === '' ? text : text.slice(0, -decimals.length - 1);
  const amountMinor = BigInt(whole + decimals.padEnd(scale, '0'));
  if (amountMinor === 0n) return problem('amount_zero', 'The amount must be greater than zero.');
  if (amountMinor > MAX_AMOUNT_MINOR) return problem('amount_too_large', 'The amount is too large.');
  return { ok: true, amountMinor };
}

/**
 * Writes minor units as a decimal string in major units: no decimals when whole, else exactly the
 * currency's scale. Negative amounts (a balance can be one) get a minus sign.
 */
export function formatAmount(amountMinor: bigint, currency: CurrencyCode): string {
  const { scale } = currencyOf(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const decimals = digits.slice(digits.length - scale);
  return /[1-9]/.test(decimals) ? `${sign}${whole}.${decimals}` : `${sign}${whole}`;
}
