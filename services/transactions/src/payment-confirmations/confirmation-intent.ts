import type { Uuid } from '@tamsui/ids';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { intentTimes } from '../intents/intent-time.ts';
import { perCurrency, signedTerms } from '../intents/signed-terms.ts';
import type { StagedPayment } from '../payments/staged-payment.ts';
import type { ConsentTerms } from './consent.ts';

/** What a device signs to confirm a payment. The payment is confirmed at most once, so it needs no nonce. */
export const confirmationIntent = perCurrency((city) => ({
  typ: 'pay-confirm+jws',
  payload: z.strictObject({
    v: z.literal(1),
    device: publicIdField('dev'),
    payer: publicIdField('wal').meta({ description: 'The wallet that pays.' }),
    payment: publicIdField('pay'),
    payee: publicIdField('mer'),
    order_reference: z.string(),
    ...moneyFields(city),
    exp: intentTimes.exp.meta({ description: 'When it stops to work, in seconds since 1970.' }),
  }),
}));

/** What a resident says yes to when a till has asked. */
export function termsOfConfirmation(payment: Uuid, staged: StagedPayment): ConsentTerms {
  const { merchantId: payee, orderReference, amountMinor, currency } = staged;
  const said = { payment, payee, order_reference: orderReference, amount: amountMinor, currency };
  const signed = signedTerms(confirmationIntent(currency), said);
  return { signed, movement: 'payment', amountMinor, by: 'intent_or_pin' };
}
