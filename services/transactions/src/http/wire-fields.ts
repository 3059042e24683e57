import type { PublicIdPrefix } from '@tamsui/ids';
import { CURRENCIES, type CurrencyCode } from '@tamsui/money';
import { z } from 'zod';

/** How answers spell what many of them have. Each of these says what it is in the description of the API, too. */

/** 128 bits in 26 digits of Crockford's base 32, so the first digit is at most 7. */
export function publicIdPattern(prefix: PublicIdPrefix): RegExp {
  return new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}

export function exampleId(prefix: PublicIdPrefix): string {
  return `${prefix}_01k0c3d9v2e8qt4m7x5r6w1zha`;
}

export function idWire(prefix: PublicIdPrefix) {
  return z
    .string()
    .regex(publicIdPattern(prefix))
    .meta({ examples: [exampleId(prefix)] });
}

export const instantWire = z.iso
  .datetime()
  .meta({ description: 'An instant in UTC (RFC 3339).', examples: ['2026-03-02T04:05:06.789Z'] });

export const dateWire = z.iso
  .date()
  .meta({ description: "A business day, in the city's time zone.", examples: ['2026-03-02'] });

const amountWire = z
  .string()
  .regex(/^(?:0|[1-9][0-9]*)(?:\.[0-9]{2,3})?$/)
  .meta({ description: 'A decimal string in major units.', examples: ['120'] });

/** An amount that may be below zero: what went out, or a balance. */
export const signedAmountWire = z
  .string()
  .regex(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]{2,3})?$/)
  .meta({
    description: 'A decimal string in major units; below zero with a minus sign.',
    examples: ['-120'],
  });

export const currencyWire = z
  .enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]])
  .meta({ description: 'An ISO 4217 code.', examples: ['TWD'] });

export const moneyWireFields = { amount: amountWire, currency: currencyWire };

export const moneyWireObject = z.strictObject(moneyWireFields);

export const signedMoneyWireObject = z.strictObject({ amount: signedAmountWire, currency: currencyWire });

/** A page of a list: no totals, and a cursor that is null on the last one. */
export function pageWireOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    data: z.array(item),
    has_more: z.boolean(),
    next_cursor: z.string().nullable().meta({ description: 'Send it as `cursor` to get the next page.' }),
  });
}
