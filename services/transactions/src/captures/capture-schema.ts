import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { dateWire, idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import type { Capture } from './capture.ts';

export function createCaptureBody(city: CurrencyCode) {
  return z.strictObject({
    ...moneyFields(city),
    final: z
      .boolean()
      .default(false)
      .meta({ description: 'Nothing more will be captured: the rest goes back to the resident at once.' }),
  });
}

/** What `printCapture` prints, as it is described. */
export const captureWire = z
  .strictObject({
    id: idWire('cap'),
    status: z.literal('succeeded'),
    finished: z.literal(true),
    payment: idWire('pay'),
    ...moneyWireFields,
    final: z.boolean(),
    created_at: instantWire,
    business_date: dateWire,
  })
  .meta({ id: 'Capture' });

/** A capture on the wire. Its members come in one order, so that a replay is the same to the byte. */
export function printCapture(capture: Capture) {
  return {
    id: formatPublicId('cap', capture.id),
    status: 'succeeded',
    finished: true,
    payment: formatPublicId('pay', capture.paymentId),
    ...moneyWire(capture.amountMinor, capture.currency),
    final: capture.final,
    created_at: capture.at.toISOString(),
    business_date: capture.businessDate,
  };
}
