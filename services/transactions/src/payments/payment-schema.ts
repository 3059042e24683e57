import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { isPaymentCode } from '../payment-codes/payment-code.ts';
import type { Payment } from './payment.ts';
import { paymentRefusalOf } from './payment-errors.ts';

const MAX_ORDER_REFERENCE_LENGTH = 64;
const MAX_KEY_LENGTH = 255;

const codeField = z.string().refine(isPaymentCode, {
  params: { code: 'code_mistyped' },
  message: 'is no payment code: a digit is wrong or missing',
});

export function createPaymentBody(city: CurrencyCode) {
  return z.strictObject({
    code: codeField,
    ...moneyFields(city),
    terminal: publicIdField('ter'),
    order_reference: printableText(MAX_ORDER_REFERENCE_LENGTH),
  });
}

export const listPaymentsQuery = pageQuery.extend({
  order_reference: printableText(MAX_ORDER_REFERENCE_LENGTH).optional(),
  idempotency_key: z.string().min(1).max(MAX_KEY_LENGTH).optional(),
});

/** A payment on the wire. Its members come in one order, so that a replay is the same to the byte. */
export function printPayment(payment: Payment) {
  return {
    id: formatPublicId('pay', payment.id),
    status: payment.status,
    finished: true,
    ...(payment.status === 'succeeded'
      ? {
          ...moneyWire(payment.amountMinor, payment.currency),
          refunded: moneyWire(payment.refundedMinor, payment.currency),
        }
      : { failure: { code: paymentRefusalOf(payment.bookCode) } }),
    merchant: formatPublicId('mer', payment.merchantId),
    store: formatPublicId('sto', payment.storeId),
    terminal: formatPublicId('ter', payment.terminalId),
    order_reference: payment.orderReference,
    created_at: payment.at.toISOString(),
    business_date: payment.businessDate,
  };
}
