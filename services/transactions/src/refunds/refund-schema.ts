import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { dateWire, idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import { REFUND_REASONS, type Refund, TOLD_REASONS } from './refund.ts';

export function createRefundBody(city: CurrencyCode) {
  const reason = z.strictObject({ code: z.enum(REFUND_REASONS) }).meta({ description: 'Why it goes back.' });
  return z.strictObject({ ...moneyFields(city), reason: reason.optional() });
}

/** What `printRefund` prints, as it is described. */
export const refundWire = z
  .strictObject({
    id: idWire('rfd'),
    status: z.literal('succeeded'),
    finished: z.literal(true),
    payment: idWire('pay'),
    ...moneyWireFields,
    reason: z
      .strictObject({ code: z.enum(TOLD_REASONS) })
      .nullable()
      .meta({
        description: 'Why it went back; null where nobody has said. `order_cancelled`: a cancellation.',
      }),
    created_at: instantWire,
    business_date: dateWire,
  })
  .meta({ id: 'Refund' });

/** A refund on the wire. Its members come in one order, so that a replay is the same to the byte. */
export function printRefund(refund: Refund) {
  return {
    id: formatPublicId('rfd', refund.id),
    status: 'succeeded',
    finished: true,
    payment: formatPublicId('pay', refund.paymentId),
    ...moneyWire(refund.amountMinor, refund.currency),
    reason: refund.reason === null ? null : { code: refund.reason },
    created_at: refund.at.toISOString(),
    business_date: refund.businessDate,
  };
}
