import { z } from 'zod';
import type { PrintedEvent } from '../events/event.ts';
import { eventDataWire, eventPageWire, eventWire } from '../events/event-schema.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { REFUND_REASONS } from '../refunds/refund.ts';
import { type printRefund, refundWire } from '../refunds/refund-schema.ts';
import type { OlderShape, VersionChange } from './version-change.ts';

type Refund = Pick<ReturnType<typeof printRefund>, 'reason'>;

const refund: OlderShape<Refund> = {
  wire: refundWire.extend({ reason: z.string().nullable() }),
  older: olderRefund,
};

function olderRefund<Newer extends Refund>(newer: Newer) {
  return { ...newer, reason: newer.reason === null ? null : newer.reason.code };
}

const refundPage: OlderShape<{ readonly data: readonly Refund[] }> = {
  wire: pageWireOf(refund.wire),
  older: (page) => ({ ...page, data: page.data.map(olderRefund) }),
};

const olderDataWire = z.union(
  eventDataWire.options.map((wire: z.ZodType) => (wire === refundWire ? refund.wire : wire)),
);

const event: OlderShape<PrintedEvent> = {
  wire: eventWire.extend({ data: olderDataWire }),
  older: olderEvent,
};

/** A resident's words for a refund say no reason. */
function olderEvent(newer: PrintedEvent): PrintedEvent {
  const isToMerchant = newer.object_type === 'refund' && 'reason' in newer.data;
  return isToMerchant ? { ...newer, data: olderRefund(newer.data as typeof newer.data & Refund) } : newer;
}

const eventPage: OlderShape<{ readonly data: readonly PrintedEvent[] }> = {
  wire: eventPageWire.extend({ data: z.array(event.wire) }),
  older: (page) => ({ ...page, data: page.data.map(olderEvent) }),
};

/**
 * The reason of a refund was a bare word, described as any text, since a cancellation gives a reason that no request can.
 * It is an object with a `code` from a closed list now, as the failure of a payment is.
 */
export const refundReasons: VersionChange = {
  version: '2026-12-01',
  tells: [
    'The `reason` of a refund is an object, `{"code": "returned_goods"}`, where it was the bare code; null stays null. This ' +
      'goes for `createRefund` (its body, too), `getRefund` and `listRefunds`, and for events `refund.succeeded`.',
    'The codes are a closed list; with `order_cancelled` for what a cancellation has given back.',
  ],
  bodies: {
    createRefund: (newer) =>
      (newer as z.ZodObject).extend({
        reason: z
          .enum(REFUND_REASONS)
          .transform((code) => ({ code }))
          .optional(),
      }),
  },
  answers: {
    createRefund: refund,
    getRefund: refund,
    listRefunds: refundPage,
    getEvent: event,
    listEvents: eventPage,
  },
  event,
  newerSnapshot: (objectType, older) => {
    const { reason } = older;
    const isOlder = objectType === 'refund' && typeof reason === 'string';
    return isOlder ? { ...older, reason: { code: reason } } : older;
  },
};
