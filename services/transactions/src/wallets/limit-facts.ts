import { type CurrencyCode, formatAmount, type MoneyWire } from '@tamsui/money';
import { z } from 'zod';
import { dateWire, instantWire, moneyWireObject } from '../http/wire-fields.ts';

/** A refusal of the book with its facts, all of them texts. */
type BookFacts = Readonly<Record<string, string | undefined>>;

/** Which limit stands against something, what is left of it, and when it begins anew. For the holder of a wallet alone. */
export type LimitFacts = {
  /**
   * `balance`, `own` (the holder's own limit), `new_device`, or the name of a rule of the class, for example
   * `transfers_paid`.
   */
  readonly limit?: string;
  readonly cap?: MoneyWire;
  readonly left?: MoneyWire;
  /** Left out for a limit of what may move at a time, or be in the wallet. */
  readonly period?: 'day' | 'month';
  /** The first day on which it counts anew, in the city's time zone, `YYYY-MM-DD`. */
  readonly resets_on?: string;
  /** The instant from which it does not hold any more, in UTC. */
  readonly until?: string;
};

/** The facts of a limit, as an answer describes them. */
export const limitFactsWire = {
  limit: z
    .string()
    .optional()
    .meta({ description: 'Which limit: `balance`, `own`, `new_device`, or a rule of the class of account.' }),
  cap: moneyWireObject.optional(),
  left: moneyWireObject.optional().meta({ description: 'What is left of it.' }),
  period: z.enum(['day', 'month']).optional(),
  resets_on: dateWire
    .optional()
    .meta({ description: "The day on which it begins anew, in the city's time zone." }),
  until: instantWire.optional().meta({ description: 'The instant from which it does not hold any more.' }),
};

/** What a new device may pay at a time, told before it is met. */
export const deviceLimitWire = z
  .strictObject(limitFactsWire)
  .nullable()
  .meta({ description: 'What a device that was enrolled a moment ago pays at a time; null for any other.' });

/** The facts of a limit of the book that was exceeded; nothing for any other refusal. */
export function limitFactsOf(refusal: BookFacts, currency: CurrencyCode): LimitFacts {
  if (refusal.code !== 'limit_exceeded') return {};
  const { limit = '', cap_minor: cap = '0', left_minor: left = '0', period, resets_on: resetsOn } = refusal;
  const money = (minor: string): MoneyWire => ({ amount: formatAmount(BigInt(minor), currency), currency });
  return {
    limit,
    cap: money(cap),
    left: money(left),
    ...(period === 'day' || period === 'month' ? { period } : {}),
    ...(resetsOn === undefined ? {} : { resets_on: resetsOn }),
  };
}
