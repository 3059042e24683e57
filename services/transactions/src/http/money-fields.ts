import {
  type CurrencyCode,
  currencyOf,
  formatAmount,
  isCurrencyCode,
  type MoneyWire,
  parseAmount,
} from '@tamsui/money';
import { z } from 'zod';

/**
 * The two fields of an amount that a resident or a till sends, in the city's one currency: `amount` becomes
 * minor units. Prices are in steps that shops can charge: NT$120.50 is refused.
 */
export function moneyFields(city: CurrencyCode) {
  return { amount: amountField(city), currency: currencyField(city) };
}

function amountField(city: CurrencyCode): z.ZodType<bigint> {
  return z
    .unknown()
    .meta(amountMeta(city))
    .transform((text, context) => {
      const parsed = parseAmount(text, city);
      if (!parsed.ok) return complain(context, parsed.problem.code, parsed.problem.message);
      const stepMinor = currencyOf(city).retailIncrementMinor;
      if (parsed.amountMinor % stepMinor === 0n) return parsed.amountMinor;
      return complain(
        context,
        'amount_increment',
        `Amounts go in steps of ${formatAmount(stepMinor, city)} ${city}.`,
      );
    });
}

/** How an amount is described; `parseAmount` and the step say whether it is one. */
function amountMeta(city: CurrencyCode) {
  const { scale, retailIncrementMinor } = currencyOf(city);
  const isWhole = retailIncrementMinor % 10n ** BigInt(scale) === 0n;
  const decimals = scale === 0 ? '' : `(?:\\.${isWhole ? '0' : '[0-9]'}{${scale}})?`;
  const step = `${formatAmount(retailIncrementMinor, city)} ${city}`;
  return {
    type: 'string',
    pattern: `^(?:0|[1-9][0-9]{0,14})${decimals}$`,
    description: `More than zero, in steps of ${step}: a decimal string in major units.`,
    examples: ['120'],
  } as const;
}

function currencyField(city: CurrencyCode): z.ZodType<CurrencyCode> {
  const meta = { type: 'string', enum: [city], description: 'An ISO 4217 code.' } as const;
  return z
    .unknown()
    .meta(meta)
    .transform((text, context) => {
      if (text === city) return city;
      return isCurrencyCode(text)
        ? complain(context, 'currency_not_supported', `Money here is kept in ${city}.`)
        : complain(context, 'currency_unknown', 'The currency must be an ISO 4217 code, for example "TWD".');
    });
}

function complain(context: z.core.$RefinementCtx, code: string, message: string): never {
  context.addIssue({ code: 'custom', params: { code }, message });
  return z.NEVER;
}

/** An amount as it leaves the house. */
export function moneyWire(amountMinor: bigint, currency: CurrencyCode): MoneyWire {
  return { amount: formatAmount(amountMinor, currency), currency };
}
