import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { dateWire, idWire, instantWire } from '../http/wire-fields.ts';
import { isPaymentCode } from '../payment-codes/payment-code.ts';
import { chargedByWire, printChargedBy } from './charged-by.ts';
import type { Payment } from './payment.ts';
import { refusalOfBook } from './payment-errors.ts';
import { paymentStates, printState } from './payment-state-schema.ts';

const MAX_ORDER_REFERENCE_LENGTH = 64;
const MAX_KEY_LENGTH = 255;
/** Shorter than proxies and clients give a silent connection. */
const MAX_WAIT_SECONDS = 25;

const codeField = z.string().refine(isPaymentCode, {
  params: { code: 'code_mistyped' },
  message: 'is no payment code: a digit is wrong or missing',
});

export const orderReferenceField = printableText(MAX_ORDER_REFERENCE_LENGTH);

export function createPaymentBody(city: CurrencyCode) {
  return z.strictObject({
    code: codeField,
    ...moneyFields(city),
    terminal: publicIdField('ter'),
    order_reference: orderReferenceField,
    capture: z
      .enum(['automatic', 'manual'])
      .default('automatic')
      .meta({ description: 'manual: the money is set aside, and captured later.' }),
    confirm_duplicate: z
      .boolean()
      .default(false)
      .meta({ description: 'Charge again what was charged a moment ago.' }),
  });
}

export const listPaymentsQuery = pageQuery.extend({
  order_reference: orderReferenceField.optional(),
  idempotency_key: z.string().min(1).max(MAX_KEY_LENGTH).optional(),
});

const WAIT_MESSAGE = `must be a whole number of seconds from 0 to ${MAX_WAIT_SECONDS}`;

export const getPaymentQuery = z.strictObject({
  wait: z
    .string()
    .regex(/^(?:0|[1-9][0-9]?)$/, WAIT_MESSAGE)
    .transform(Number)
    .refine((seconds) => seconds <= MAX_WAIT_SECONDS, WAIT_MESSAGE)
    .default(0)
    .meta({ description: 'Seconds to wait for the answer while the payment awaits confirmation.' }),
});

const place = {
  merchant: idWire('mer'),
  store: idWire('sto'),
  terminal: idWire('ter'),
  order_reference: z.string(),
  charged_by: chargedByWire,
  created_at: instantWire,
};

/** What `printPayment` prints, as it is described. */
export const paymentWire = paymentStates(place, { ...place, business_date: dateWire }).meta({
  id: 'Payment',
});

/** A payment as the merchant sees it. Its members come in one order, so that a replay is the same to the byte. */
export function printPayment(payment: Payment) {
  return {
    id: formatPublicId('pay', payment.id),
    ...printState(payment, (refusal) => ({ code: refusalOfBook(refusal) })),
    merchant: formatPublicId('mer', payment.merchantId),
    store: formatPublicId('sto', payment.storeId),
    terminal: formatPublicId('ter', payment.terminalId),
    order_reference: payment.orderReference,
    charged_by: printChargedBy(payment.chargedBy),
    created_at: payment.at.toISOString(),
    ...('businessDate' in payment ? { business_date: payment.businessDate } : {}),
  };
}
