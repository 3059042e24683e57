import { type CurrencyCode, parseAmount } from '@tamsui/money';

/** What the city decides about payments at a counter. Amounts in minor units. */
export interface PaymentPolicy {
  /** A payment of more than this waits for the resident's confirmation on the phone. */
  readonly confirmAboveMinor: bigint;
  /** A device that sends more than this to somebody needs the resident's PIN besides its signature. */
  readonly pinAboveMinor: bigint;
  /** How long the resident has to confirm. Till and resident stand at one counter. */
  readonly confirmWithinMs: number;
  /** How long money may stay authorised and not captured. */
  readonly authorisedForMs: number;
}

const CONFIRM_WITHIN_MS = 3 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** @throws RangeError when the amount is none in the city's currency */
export function paymentPolicyOf(data: {
  readonly CONFIRM_ABOVE: string;
  readonly AUTHORISATION_DAYS: number;
  readonly CURRENCY: CurrencyCode;
}): PaymentPolicy {
  const confirmAboveMinor = amountOf('CONFIRM_ABOVE', data.CONFIRM_ABOVE, data.CURRENCY);
  return {
    confirmAboveMinor,
    pinAboveMinor: confirmAboveMinor,
    confirmWithinMs: CONFIRM_WITHIN_MS,
    authorisedForMs: data.AUTHORISATION_DAYS * DAY_MS,
  };
}

/** What a merchant may owe. @throws RangeError when the amount is none in the city's currency */
export function debtLimitOf(data: {
  readonly MERCHANT_DEBT_LIMIT: string;
  readonly CURRENCY: CurrencyCode;
}): bigint {
  return amountOf('MERCHANT_DEBT_LIMIT', data.MERCHANT_DEBT_LIMIT, data.CURRENCY);
}

function amountOf(name: string, text: string, currency: CurrencyCode): bigint {
  const amount = parseAmount(text, currency);
  if (!amount.ok) throw new RangeError(`${name}: ${amount.problem.message}`);
  return amount.amountMinor;
}
