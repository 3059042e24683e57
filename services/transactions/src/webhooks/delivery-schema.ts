import { formatPublicId } from '@tamsui/ids';
import { pageQuery } from '@tamsui/platform/http';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { ATTEMPT_ERRORS } from './attempt.ts';
import { DELIVERY_ORIGINS, DELIVERY_STATUSES, type Delivery, type LoggedAttempt } from './delivery.ts';

const instantField = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .meta({ examples: ['2026-03-02T04:05:06.789Z'] });

export const listDeliveriesQuery = pageQuery.extend({
  status: z.enum(DELIVERY_STATUSES).optional().meta({ description: 'Only deliveries of this status.' }),
  event: publicIdField('evt').optional().meta({ description: 'Only deliveries of this event.' }),
});

export const replayBody = z.union([
  z.strictObject({ event: publicIdField('evt') }),
  z.strictObject({
    after: instantField.meta({ description: 'What happened from this instant on.' }),
    before: instantField
      .optional()
      .meta({ description: 'Up to this one, which is not in it; left out, now.' }),
    only_undelivered: z
      .boolean()
      .default(false)
      .meta({ description: 'Leave out what was delivered to this endpoint before.' }),
  }),
]);

export const replayedWire = z
  .strictObject({ replayed: z.number().int().min(0).meta({ description: 'How many events are sent.' }) })
  .meta({ id: 'WebhookReplay' });

const attemptWire = z
  .strictObject({
    attempt: z.number().int().min(1),
    started_at: instantWire,
    duration_ms: z
      .number()
      .int()
      .min(0)
      .nullable()
      .meta({ description: 'Null when the process that made it died over it.' }),
    response_status: z.number().int().nullable().meta({ description: 'Null when there was no answer.' }),
    error: z.enum(ATTEMPT_ERRORS).nullable().meta({ description: 'Null when it was delivered.' }),
    response_start: z.string().nullable().meta({
      description: "The answer's first 500 characters, without what looks like a secret.",
    }),
  })
  .meta({ id: 'WebhookAttempt' });

export const deliveryWire = z
  .strictObject({
    id: idWire('whd'),
    object: z.literal('webhook_delivery'),
    endpoint: idWire('whe'),
    event: idWire('evt').meta({ description: 'What it is sent as (`webhook-id`), each time.' }),
    type: z.string(),
    origin: z.enum(DELIVERY_ORIGINS),
    status: z.enum(DELIVERY_STATUSES),
    finished: z.boolean(),
    attempts: z.array(attemptWire).meta({ description: 'The log: oldest first.' }),
    next_attempt_at: instantWire.nullable(),
    created_at: instantWire,
    finished_at: instantWire.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

/** @param attempts of this delivery and perhaps of others, oldest first */
export function printDelivery(delivery: Delivery, attempts: readonly LoggedAttempt[]) {
  const isUnderWay = delivery.status === 'sending';
  return {
    id: formatPublicId('whd', delivery.id),
    object: 'webhook_delivery',
    endpoint: formatPublicId('whe', delivery.endpointId),
    event: formatPublicId('evt', delivery.eventId),
    type: delivery.type,
    origin: delivery.origin,
    status: delivery.status,
    finished: delivery.finishedAt !== null,
    attempts: attempts.filter(({ deliveryId }) => deliveryId === delivery.id).map(printAttempt),
    next_attempt_at: isUnderWay ? null : (delivery.nextAttemptAt?.toISOString() ?? null),
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
  };
}

function printAttempt(logged: LoggedAttempt) {
  return {
    attempt: logged.attempt,
    started_at: logged.startedAt.toISOString(),
    duration_ms: logged.durationMs,
    response_status: logged.status,
    error: logged.error,
    response_start: logged.responseStart,
  };
}
