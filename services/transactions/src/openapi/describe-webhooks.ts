import { z } from 'zod';
import { objectTypeOf } from '../events/event.ts';
import { eventWire } from '../events/event-schema.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { merchantEventWire } from '../merchants/merchant-event-schema.ts';
import { paymentWire } from '../payments/payment-schema.ts';
import { refundWire } from '../refunds/refund-schema.ts';
import { PING_TYPE } from '../webhooks/delivery.ts';
import { WEBHOOK_TYPES } from '../webhooks/webhook-types.ts';
import type { JsonSchema, SchemaWriter } from './json-schema.ts';
import { recordedMessage } from './recorded-examples.ts';

const HEADERS = [
  ['webhook-id', 'The id of the event: the same on every attempt and every replay.'],
  ['webhook-timestamp', 'Unix seconds of the attempt. Take none that is more than five minutes off.'],
  [
    'webhook-signature',
    'Of `id.timestamp.body`, with a blank between several: `v1,` and base64 of HMAC-SHA256, or `v1a,` and base64 of Ed25519.',
  ],
] as const;

const RESPONSES = {
  '2XX': {
    description:
      'Taken, and not sent again. Any other answer is a failure and the event is sent again, up to ten times within three ' +
      'days; 410 disables the endpoint at once.',
  },
};

/** What endpoints are sent, one for each type of event (OpenAPI 3.1.1, 4.8.1: `webhooks`). */
export function describeWebhooks(schemas: SchemaWriter): Readonly<Record<string, JsonSchema>> {
  const types = [...WEBHOOK_TYPES, PING_TYPE];
  return Object.fromEntries(
    types.map((type) => [type.replaceAll(/[._]/g, '-'), { post: describeWebhook(type, schemas) }]),
  );
}

function describeWebhook(type: string, schemas: SchemaWriter): JsonSchema {
  const schema = schemas.write(messageWire(type), 'output');
  const message = recordedMessage(type);
  const examples = message === undefined ? {} : { examples: { sent: { value: message } } };
  return {
    operationId: `webhook_${type.replace('.', '_')}`,
    tags: ['Webhooks'],
    summary: `An endpoint is told of ${type}`,
    description:
      'Signed by Standard Webhooks 1.0.0. It may come twice and out of order: drop what has an id that you have seen, and a ' +
      'smaller `object_version` than you have.',
    security: [],
    parameters: HEADERS.map(([name, description]) => ({
      name,
      in: 'header',
      required: true,
      description,
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: { 'application/json': { schema, ...examples } } },
    responses: RESPONSES,
  };
}

/** An event as the list of events has it, and what Standard Webhooks adds. */
export function messageWire(type: string) {
  return eventWire.omit({ type: true, object_type: true, data: true }).extend({
    type: z.literal(type),
    object_type: z.literal(objectTypeOf(type)),
    data: dataWire(type),
    timestamp: instantWire,
    api_version: z.string().meta({ description: 'The version that the endpoint has pinned.' }),
  });
}

function dataWire(type: string): z.ZodType {
  if (type.startsWith('payment.')) return paymentWire;
  if (type.startsWith('refund.')) return refundWire;
  if (type !== PING_TYPE) return merchantEventWire;
  return z.strictObject({ id: idWire('whe'), url: z.string() }).meta({ id: 'WebhookPing' });
}
