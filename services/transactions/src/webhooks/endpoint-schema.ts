import { formatPublicId } from '@tamsui/ids';
import { printableText } from '@tamsui/platform/http';
import { z } from 'zod';
import { API_VERSIONS } from '../http/api-version.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { DISABLED_REASONS, type WebhookEndpoint } from './endpoint.ts';
import { MAX_URL_LENGTH } from './endpoint-url.ts';
import { SIGNINGS } from './signing-key.ts';
import type { KeptKey } from './webhook-key-store.ts';
import { WEBHOOK_TYPES } from './webhook-types.ts';

const MAX_DESCRIPTION_LENGTH = 200;
const DAY_SECONDS = 86_400;
const MAX_OVERLAP_SECONDS = 7 * DAY_SECONDS;

const urlField = z
  .string()
  .min(1)
  .max(MAX_URL_LENGTH)
  .meta({
    description:
      'Where events are sent: https, a name or an address on the public internet, port 443 or 8443.',
    examples: ['https://shop.example.com/tamsui'],
  });

const typesField = z
  .array(z.enum(WEBHOOK_TYPES))
  .min(1)
  .max(WEBHOOK_TYPES.length)
  .refine((types) => new Set(types).size === types.length, 'must not name a type twice')
  .nullable()
  .meta({ description: 'Only events of these types; null for all, those included that there are not yet.' });

const descriptionField = printableText(MAX_DESCRIPTION_LENGTH).nullable();

const signingField = z.enum(SIGNINGS).meta({
  description:
    'How messages are signed (Standard Webhooks 1.0.0). `hmac`: with a secret that is shown once (`v1`). `ed25519`: ' +
    'with a key that only we have, and that you verify with its public half (`v1a`).',
});

export const createEndpointBody = z.strictObject({
  url: urlField,
  types: typesField.default(null),
  description: descriptionField.default(null),
  signing: signingField.default('hmac'),
  api_version: z.enum(API_VERSIONS).optional().meta({
    description:
      'The version of the API that events are told in, whatever comes later; left out, the one of this request.',
  }),
});

export const changeEndpointBody = z.strictObject({
  url: urlField.optional(),
  types: typesField.optional(),
  description: descriptionField.optional(),
  api_version: z
    .enum(API_VERSIONS)
    .optional()
    .meta({ description: 'Goes for what is sent from now on: for what waits, too, and for replays.' }),
  status: z
    .enum(['enabled', 'disabled'])
    .optional()
    .meta({
      description:
        'A disabled endpoint is sent nothing, and what waits for it is given up. Enabled again, it is told what happens ' +
        'from then on; a replay tells what it has missed.',
    }),
});

export const rotateEndpointBody = z.strictObject({
  overlap_seconds: z.number().int().min(0).max(MAX_OVERLAP_SECONDS).default(DAY_SECONDS).meta({
    description:
      'How long the old key signs beside the new one: a day, and at most seven. 0 for a key that leaked.',
  }),
  signing: signingField.optional().meta({ description: 'To change it; left out, it stays.' }),
});

const endpointFields = {
  id: idWire('whe'),
  object: z.literal('webhook_endpoint'),
  url: z.string(),
  description: z.string().nullable(),
  types: z.array(z.enum(WEBHOOK_TYPES)).nullable().meta({ description: 'Null for all.' }),
  signing: z.enum(SIGNINGS),
  public_key: z
    .string()
    .nullable()
    .meta({ description: 'Verifies what is signed by `ed25519`: `whpk_` and base64. Null for `hmac`.' }),
  old_key_signs_until: instantWire
    .nullable()
    .meta({ description: 'While a rotation lasts every message has two signatures. Null at other times.' }),
  api_version: z.string(),
  status: z.enum(['enabled', 'disabled']),
  disabled_reason: z.enum(DISABLED_REASONS).nullable().meta({
    description: '`gone`: it answered 410. `failing`: nothing but failures for three days.',
  }),
  disabled_at: instantWire.nullable(),
  failing_since: instantWire.nullable().meta({ description: 'The first failure since the last success.' }),
  failures_in_row: z.number().int().min(0),
  resting_until: instantWire
    .nullable()
    .meta({ description: 'Nothing is sent before: it asked for time, or keeps failing.' }),
  last_success_at: instantWire.nullable().meta({ description: 'To the minute.' }),
  created_at: instantWire,
};

export const endpointWire = z.strictObject(endpointFields).meta({ id: 'WebhookEndpoint' });

export const newEndpointWire = z
  .strictObject({
    ...endpointFields,
    secret: z.string().nullable().meta({
      description: 'Verifies what is signed by `hmac`: `whsec_` and base64, shown this once. Else null.',
    }),
  })
  .meta({ id: 'NewWebhookEndpoint' });

/** @param keys the endpoint's, the newest first */
export function printEndpoint(endpoint: WebhookEndpoint, keys: readonly KeptKey[]) {
  const [newest, older] = keys.filter(({ endpointId }) => endpointId === endpoint.id);
  return {
    id: formatPublicId('whe', endpoint.id),
    object: 'webhook_endpoint',
    url: endpoint.url,
    description: endpoint.description,
    types: endpoint.types === null ? null : [...endpoint.types],
    signing: newest?.signing ?? 'hmac',
    public_key: newest?.publicKey ?? null,
    old_key_signs_until: older?.expiresAt?.toISOString() ?? null,
    api_version: endpoint.apiVersion,
    status: endpoint.disabledAt === null ? 'enabled' : 'disabled',
    disabled_reason: endpoint.disabledReason,
    disabled_at: endpoint.disabledAt?.toISOString() ?? null,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    failures_in_row: endpoint.failuresInRow,
    resting_until: endpoint.restingUntil?.toISOString() ?? null,
    last_success_at: endpoint.lastSuccessAt?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
  };
}
