import { pageQuery } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { merchantEventWire } from '../merchants/merchant-event-schema.ts';
import { paymentWire } from '../payments/payment-schema.ts';
import { residentPaymentWire } from '../payments/resident-payment-schema.ts';
import { refundWire } from '../refunds/refund-schema.ts';
import { topUpWire } from '../top-ups/top-up-schema.ts';
import { EVENT_TYPES, type EventType, OBJECT_TYPES } from './event.ts';
import { residentRefundWire } from './refund-events.ts';
import { toldTransferWire, walletStateWire } from './wallet-events.ts';

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES);
const isEventType = (text: string): text is EventType => KNOWN.has(text);

/** `type=payment.succeeded,refund.succeeded`; undefined for all. */
const typesField = z
  .string()
  .transform((text, context): EventType[] => {
    const types = [...new Set(text.split(','))];
    const known = types.filter(isEventType);
    if (known.length === types.length) return known;
    const message = 'must be types of events, separated by commas';
    context.addIssue({ code: 'custom', params: { code: 'event_type_unknown' }, message });
    return z.NEVER;
  })
  .optional()
  .meta({
    type: 'string',
    description: 'Only events of these types, separated by commas.',
    examples: ['payment.succeeded,refund.succeeded'],
  });

const afterField = publicIdField('evt').optional().meta({
  description:
    'The last event that you have: what follows begins behind it. `evt_` and 26 zeros is the beginning.',
});

/** `after`, `type` and `limit` of the list. */
export const listEventsQuery = pageQuery
  .omit({ cursor: true })
  .extend({ after: afterField, type: typesField });

export const streamQuery = z.strictObject({ after: afterField, type: typesField });

/** What an event can be about: whichever its owner is shown. */
export const eventDataWire = z
  .union([
    paymentWire,
    residentPaymentWire,
    refundWire,
    residentRefundWire,
    topUpWire,
    toldTransferWire,
    walletStateWire,
    merchantEventWire,
  ])
  .meta({ description: 'The object as it was at that moment, as you would have read it.' });

/** What `printEvent` prints, as it is described. */
export const eventWire = z
  .strictObject({
    id: idWire('evt'),
    object: z.literal('event'),
    type: z.enum(EVENT_TYPES),
    object_type: z.enum(OBJECT_TYPES),
    object_id: z.string().meta({ description: 'The id of what it is about.' }),
    object_version: z.number().int().min(1).meta({
      description: 'Counts what happened to this object: whoever has seen a larger one can drop this.',
    }),
    data: eventDataWire,
    created_at: instantWire,
  })
  .meta({ id: 'Event' });

export const eventPageWire = z.strictObject({
  data: z.array(eventWire),
  has_more: z.boolean(),
  next_cursor: idWire('evt').nullable().meta({ description: 'Send it as `after` to get the next page.' }),
});
