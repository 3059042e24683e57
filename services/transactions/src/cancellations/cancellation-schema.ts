import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireObject } from '../http/wire-fields.ts';
import { orderReferenceField } from '../payments/payment-schema.ts';
import {
  CANCELLATION_STATUSES,
  type Cancellation,
  type CancelledPayment,
  ITEM_STATES,
  isFinished,
  statusOf,
} from './cancellation.ts';

export const createCancellationBody = z.strictObject({
  order_reference: orderReferenceField,
  terminal: publicIdField('ter').optional().meta({ description: 'Cancels the order at this terminal only.' }),
});

/** What `printCancellation` prints, as it is described. */
export const cancellationWire = z
  .strictObject({
    id: idWire('can'),
    status: z.enum(CANCELLATION_STATUSES),
    finished: z.boolean(),
    order_reference: z.string(),
    terminal: idWire('ter').nullable(),
    refunded: moneyWireObject.meta({ description: 'What this cancellation has given back.' }),
    payments: z.array(
      z.strictObject({ payment: idWire('pay'), status: z.enum(ITEM_STATES), refunded: moneyWireObject }),
    ),
    created_at: instantWire,
  })
  .meta({ id: 'Cancellation' });

/** A cancellation on the wire. Its members come in one order, so that a replay is the same to the byte. */
export function printCancellation(
  cancellation: Cancellation,
  payments: readonly CancelledPayment[],
  currency: CurrencyCode,
): z.output<typeof cancellationWire> {
  const status = statusOf(payments);
  const refundedMinor = payments.reduce((sum, payment) => sum + payment.refundedMinor, 0n);
  const { terminalId } = cancellation;
  return {
    id: formatPublicId('can', cancellation.id),
    status,
    finished: isFinished(status),
    order_reference: cancellation.orderReference,
    terminal: terminalId === null ? null : formatPublicId('ter', terminalId),
    refunded: moneyWire(refundedMinor, currency),
    payments: payments.map((payment) => ({
      payment: formatPublicId('pay', payment.paymentId),
      status: payment.state,
      refunded: moneyWire(payment.refundedMinor, currency),
    })),
    created_at: cancellation.createdAt.toISOString(),
  };
}
