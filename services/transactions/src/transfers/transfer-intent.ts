import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyPayload, perCurrency, signedTerms } from '../intents/signed-terms.ts';
import type { ConsentTerms } from '../payment-confirmations/consent.ts';

/** What a device signs to send money: all that the request says, and its key. */
export const transferIntent = perCurrency((city) => ({
  typ: 'transfer+jws',
  payload: moneyPayload(city, {
    payee: publicIdField('pye').meta({ description: 'As in the body.' }),
    message: z.string().nullable().meta({ description: 'As in the body; null for none.' }),
    at: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .nullable()
      .meta({ description: 'The instant of the body; null to send it at once.' }),
  }),
}));

interface AskedTransfer {
  readonly payeeToken: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly message: string | null;
  readonly sendAt: Date | null;
  readonly idempotencyKey: string;
}

/** What a resident says yes to when they ask for a transfer, now or later. */
export function termsOfTransfer(asked: AskedTransfer): ConsentTerms {
  const { payeeToken: payee, message, sendAt: at, amountMinor, currency, idempotencyKey: nonce } = asked;
  const signed = signedTerms(transferIntent(currency), {
    payee,
    message,
    at,
    amount: amountMinor,
    currency,
    nonce,
  });
  return { signed, movement: 'transfer', amountMinor, by: 'intent' };
}
