import { formatPublicId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields, moneyWire } from '../http/money-fields.ts';
import { idWire, instantWire, moneyWireFields } from '../http/wire-fields.ts';
import { consentFields } from '../payment-confirmations/consent-fields.ts';
import { isFinished, type Transfer, type TransferStatus } from './transfer.ts';
import { transferFailure } from './transfer-errors.ts';
import { transferIntent } from './transfer-intent.ts';

export const MAX_MESSAGE_LENGTH = 140;

export function createTransferBody(city: CurrencyCode) {
  return z.strictObject({
    payee: publicIdField('pye'),
    ...moneyFields(city),
    message: printableText(MAX_MESSAGE_LENGTH).optional(),
    at: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .optional(),
    ...consentFields(transferIntent(city)),
  });
}

const WIRE_STATUSES = ['scheduled', 'pending', 'succeeded', 'failed', 'cancelled'] as const;
type WireStatus = (typeof WIRE_STATUSES)[number];

const OF_WIRE: Readonly<Record<WireStatus, TransferStatus>> = {
  scheduled: 'scheduled',
  pending: 'sending',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

export const listTransfersQuery = pageQuery
  .extend({
    direction: z.enum(['sent', 'received']).default('sent'),
    status: z
      .enum(WIRE_STATUSES)
      .transform((status) => OF_WIRE[status])
      .optional(),
  })
  .refine(({ direction, status }) => direction === 'sent' || status === undefined, {
    path: ['status'],
    params: { code: 'status_of_received' },
    message: 'is for what was sent: all that was received has succeeded',
  });

/** The place in a list by time where a page begins. */
export const timePlace = z.strictObject({
  at: z.iso.datetime().transform((text) => new Date(text)),
  id: z.uuid(),
});

export const transferWire = z.strictObject({
  id: idWire('trf'),
  direction: z.enum(['sent', 'received']),
  status: z.enum(WIRE_STATUSES),
  finished: z.boolean(),
  ...moneyWireFields,
  counterparty: z
    .strictObject({ name: z.string().nullable() })
    .meta({ description: 'The other side, by a masked name; null when it is not known any more.' }),
  message: z.string().nullable(),
  share: idWire('shr').nullable().meta({ description: 'The share of a money request that it pays.' }),
  send_at: instantWire.nullable().meta({ description: 'When it is to be sent; null for at once.' }),
  sent_at: instantWire.nullable(),
  failure: transferFailure.optional(),
  created_at: instantWire,
});

/** A transfer as one of its two sides sees it. */
export interface TransferView {
  readonly transfer: Transfer;
  readonly direction: 'sent' | 'received';
  readonly counterpartyName: string | null;
  readonly message: string | null;
}

/** A transfer on the wire. Its members come in one order, so that a replay is the same to the byte. */
export function printTransfer({ transfer, direction, counterpartyName, message }: TransferView) {
  const { status, failure } = transfer;
  return {
    id: formatPublicId('trf', transfer.id),
    direction,
    status: status === 'sending' ? ('pending' as const) : status,
    finished: isFinished(status),
    ...moneyWire(transfer.amountMinor, transfer.currency),
    counterparty: { name: counterpartyName },
    message,
    share: transfer.shareId === null ? null : formatPublicId('shr', transfer.shareId),
    send_at: transfer.sendAt?.toISOString() ?? null,
    sent_at: transfer.sentAt?.toISOString() ?? null,
    ...(failure === null ? {} : { failure }),
    created_at: transfer.createdAt.toISOString(),
  };
}
