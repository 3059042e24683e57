import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import type { StagedPayment } from '../payments/staged-payment.ts';
import { confirmationIntent } from './confirmation-intent.ts';
import { consentFields } from './consent-fields.ts';

export function confirmBody(city: CurrencyCode) {
  return z.strictObject(consentFields(confirmationIntent(city)));
}

/** What `printConfirmation` prints, as it is described. */
export const confirmationWire = z
  .strictObject({
    id: idWire('pay'),
    status: z.literal('awaiting_confirmation'),
    ...moneyWireFields,
    payee: idWire('mer').meta({ description: 'The merchant: signed together with amount and order.' }),
    merchant: z.string(),
    store: z.string(),
    order_reference: z.string(),
    created_at: instantWire,
    expires_at: instantWire,
  })
  .meta({ id: 'PaymentConfirmation' });

/** A payment that waits for its resident, with all that the resident agrees to. */
export function printConfirmation(staged: StagedPayment, { merchantName, storeName }: TerminalListing) {
  return {
    id: formatPublicId('pay', staged.id),
    status: 'awaiting_confirmation',
    ...moneyWire(staged.amountMinor, staged.currency),
    payee: formatPublicId('mer', staged.merchantId),
    merchant: merchantName,
    store: storeName,
    order_reference: staged.orderReference,
    created_at: staged.createdAt.toISOString(),
    expires_at: staged.confirmBefore?.toISOString(),
  };
}
