import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { intentTimes, isShortLived, SHORT_LIVED } from './intent-time.ts';

/** One kind of thing that a device signs. The type of its header keeps it apart from every other. */
export interface IntentKind<Payload extends z.ZodType = z.ZodType> {
  /** For example `transfer+jws`. */
  readonly typ: string;
  readonly payload: Payload;
}

/** What every payload says: by whom, until when. */
export type SaidByDevice = 'v' | 'device' | 'payer' | 'iat' | 'exp';

/** What a device has to have signed: each member of the payload as it has to be. */
export interface SignedTerms {
  readonly kind: IntentKind;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Holds the members against the kind: not one of them can be forgotten. */
export function signedTerms<Payload extends z.ZodType>(
  kind: IntentKind<Payload>,
  said: Omit<z.output<Payload>, SaidByDevice>,
): SignedTerms {
  return { kind, said: { ...said } };
}

/**
 * The payload of what a device signs to send money: who pays, how much, when, and under which key. Whom it is for, and
 * what else is agreed to, is the kind's own.
 */
export function moneyPayload<Own extends z.ZodRawShape>(city: CurrencyCode, own: Own) {
  const { device, payer, amount, currency, nonce } = moneyMembers(city);
  return z
    .strictObject({ v: z.literal(1), device, payer, ...own, amount, currency, nonce, ...intentTimes })
    .refine(
      (payload) => isShortLived(payload as { readonly iat: number; readonly exp: number }),
      SHORT_LIVED,
    );
}

function moneyMembers(city: CurrencyCode) {
  return {
    device: publicIdField('dev').meta({ description: 'The device that signs.' }),
    payer: publicIdField('wal').meta({ description: 'The wallet that pays.' }),
    ...moneyFields(city),
    nonce: z.string().meta({
      description: 'The Idempotency-Key of the request: so what was signed works under no other.',
    }),
  };
}

/** Makes something for a city's currency once. */
export function perCurrency<Made>(make: (city: CurrencyCode) => Made): (city: CurrencyCode) => Made {
  const made = new Map<CurrencyCode, Made>();
  return (city) => {
    const one = made.get(city) ?? make(city);
    made.set(city, one);
    return one;
  };
}
