import { formatPublicId } from '@tamsui/ids';
import { z } from 'zod';
import { PERMISSIONS } from '../auth/principal.ts';
import { API_VERSIONS, CURRENT_API_VERSION } from '../http/api-version.ts';
import { idWire, instantWire } from '../http/wire-fields.ts';
import { nameField } from '../merchants/merchant-schema.ts';
import { versionChangeWire } from '../versions/version-schema.ts';
import { ALL_SCOPES, API_KEY_STATES, type ApiKey, MAX_OVERLAP_MS, stateOf } from './api-key.ts';

const DEFAULT_OVERLAP_SECONDS = 24 * 60 * 60;

const scopesField = z
  .array(z.enum(PERMISSIONS))
  .min(1)
  .max(PERMISSIONS.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name a scope twice');

export const createApiKeyBody = z.strictObject({
  name: nameField,
  scopes: scopesField.default([...ALL_SCOPES]).meta({ description: 'What it may do; left out, everything.' }),
  expires_at: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable()
    .default(null)
    .meta({ description: 'When it stops by itself; left out or null, never.' }),
  api_version: z.enum(API_VERSIONS).default(CURRENT_API_VERSION).meta({
    description: 'The version of the API that it is answered in, whatever comes later; left out, the newest.',
  }),
});

export const changeApiKeyBody = z.strictObject({
  api_version: z
    .enum(API_VERSIONS)
    .meta({ description: 'The version of the API that it is answered in from now on, newer or older.' }),
});

export const rotateApiKeyBody = z.strictObject({
  overlap_seconds: z
    .number()
    .int()
    .min(0)
    .max(MAX_OVERLAP_MS / 1_000)
    .default(DEFAULT_OVERLAP_SECONDS)
    .meta({ description: 'How long the old key works beside the new one: a day, and at most seven.' }),
});

const apiKeyFields = {
  id: idWire('key'),
  merchant: idWire('mer'),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  api_version: z
    .enum(API_VERSIONS)
    .meta({ description: 'What it is answered in when a request names no other version.' }),
  state: z.enum(API_KEY_STATES),
  created_at: instantWire,
  expires_at: instantWire.nullable(),
  revoked_at: instantWire.nullable(),
  last_used_at: instantWire.nullable().meta({ description: 'To the minute.' }),
  rotated_to: idWire('key').nullable(),
};

export const apiKeyWire = z.strictObject(apiKeyFields).meta({ id: 'ApiKey' });

export const newApiKeyWire = z
  .strictObject({ ...apiKeyFields, key: z.string().meta({ description: 'The secret, shown this once.' }) })
  .meta({ id: 'NewApiKey' });

export const changedApiKeyWire = z
  .strictObject({
    ...apiKeyFields,
    changes: z.array(versionChangeWire).meta({
      description: 'What differs between the version it had and the one it has now, oldest first.',
    }),
  })
  .meta({ id: 'ChangedApiKey' });

export const rotatedApiKeyWire = z
  .strictObject({ new_key: newApiKeyWire, old_key_works_until: instantWire })
  .meta({ id: 'RotatedApiKey' });

export function printApiKey(key: ApiKey, now: Date) {
  return {
    id: formatPublicId('key', key.id),
    merchant: formatPublicId('mer', key.merchantId),
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    api_version: key.apiVersion,
    state: stateOf(key, now),
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    rotated_to: key.rotatedTo === null ? null : formatPublicId('key', key.rotatedTo),
  };
}

/** A key that was just made; `key` is the secret, shown this once. */
export function printNewApiKey(apiKey: ApiKey, secret: string) {
  return { ...printApiKey(apiKey, apiKey.createdAt), key: secret };
}
