import { formatPublicId } from '@tamsui/ids';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import type { z } from 'zod';
import { alreadyCreated, CREATION_REFUSALS, creationId } from '../http/creation-key.ts';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { managed, managerName } from '../merchants/managed-by.ts';
import { findMerchant } from '../merchants/merchant-store.ts';
import { changesBetween } from '../versions/changes.ts';
import { printVersionChange } from '../versions/version-schema.ts';
import { scopesNotHeld } from './api-key.ts';
import { API_KEY_REFUSALS } from './api-key-errors.ts';
import {
  apiKeyWire,
  changeApiKeyBody,
  changedApiKeyWire,
  createApiKeyBody,
  newApiKeyWire,
  printApiKey,
  printNewApiKey,
  rotateApiKeyBody,
  rotatedApiKeyWire,
} from './api-key-schema.ts';
import { findApiKey, listApiKeys } from './api-key-store.ts';
import { changeApiKey } from './change-api-key.ts';
import { type ApiKeyDeps, createApiKey, type NewApiKey } from './create-api-key.ts';
import { revokeApiKey, rotateApiKey } from './rotate-api-key.ts';

const API_KEY = { prefix: 'key', thing: 'api key' } as const;
const ACCESS = { operator: true, merchant: 'merchant:manage' } as const;
const TAG = 'API keys';

/** Keys that let a merchant's servers and tills in. */
export function apiKeyRoutes(deps: ApiKeyDeps): Route[] {
  return [
    createApiKeyOfMerchantRoute(deps),
    createApiKeyRoute(deps),
    listApiKeysRoute(deps),
    changeApiKeyRoute(deps),
    rotateApiKeyRoute(deps),
    revokeApiKeyRoute(deps),
  ];
}

function createApiKeyOfMerchantRoute(deps: ApiKeyDeps): Route {
  return route({
    method: 'post',
    path: '/v1/merchants/:id/api-keys',
    operation: 'createApiKeyOfMerchant',
    tag: 'Merchants',
    summary: 'Make a key for a merchant; it is shown this once',
    access: { operator: true },
    idempotency: 'optional',
    id: { prefix: 'mer', thing: 'merchant' },
    body: createApiKeyBody,
    answers: { 201: newApiKeyWire },
    refusals: [CREATION_REFUSALS, API_KEY_REFUSALS],
    handle: async ({ id: merchantId, body, key }) => {
      found(await findMerchant(deps.database, merchantId), 'merchant');
      const id = creationId(key, ['operator', 'POST /v1/merchants/:id/api-keys', merchantId]);
      return made(deps, 'operator', { id, merchantId, ...keyFields(body) });
    },
  });
}

function createApiKeyRoute(deps: ApiKeyDeps): Route {
  return route({
    method: 'post',
    path: '/v1/api-keys',
    operation: 'createApiKey',
    tag: TAG,
    summary: 'Make a key; it is shown this once',
    access: { merchant: 'merchant:manage' },
    idempotency: 'optional',
    body: createApiKeyBody,
    answers: { 201: newApiKeyWire },
    refusals: [CREATION_REFUSALS, API_KEY_REFUSALS],
    handle: async ({ who, body, key }) => {
      const notHeld = scopesNotHeld(body.scopes, who.permissions);
      if (notHeld.length > 0) {
        throw problemOfRefusal({ code: 'scope_not_held', scopes: notHeld }, API_KEY_REFUSALS);
      }
      const { merchantId } = who;
      const id = creationId(key, ['merchant', merchantId, 'POST /v1/api-keys']);
      return made(deps, managerName(who), { id, merchantId, ...keyFields(body) });
    },
  });
}

function keyFields(body: z.output<typeof createApiKeyBody>) {
  const { name, scopes, api_version: apiVersion, expires_at: expiresAt } = body;
  return { name, scopes, apiVersion, expiresAt };
}

async function made(deps: ApiKeyDeps, by: string, asked: NewApiKey) {
  if (asked.expiresAt !== null && asked.expiresAt <= deps.clock.now()) {
    throw problemOfRefusal({ code: 'expires_in_the_past' }, API_KEY_REFUSALS);
  }
  const created = await createApiKey(deps, by, asked);
  if (!created.ok) throw alreadyCreated(formatPublicId('key', asked.id));
  return { status: 201, body: printNewApiKey(created.value.apiKey, created.value.secret) };
}

function listApiKeysRoute({ database, clock }: ApiKeyDeps): Route {
  return route({
    method: 'get',
    path: '/v1/api-keys',
    operation: 'listApiKeys',
    tag: TAG,
    summary: 'List your keys, newest first, without their secrets',
    access: { merchant: 'merchant:manage' },
    query: pageQuery,
    answers: { 200: pageWireOf(apiKeyWire) },
    handle: async ({ who: { merchantId }, query: { limit, cursor } }) => {
      const before = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listApiKeys(database, { merchantId, limit: limit + 1, before });
      const now = clock.now();
      const print = (key: (typeof rows)[number]) => printApiKey(key, now);
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function changeApiKeyRoute(deps: ApiKeyDeps): Route {
  return route({
    method: 'patch',
    path: '/v1/api-keys/:id',
    operation: 'changeApiKey',
    tag: TAG,
    summary: 'Change the version of the API that a key is answered in',
    description:
      'Every process goes by it within five seconds; each answer to a request that was let in says in `Tamsui-Version` which version it is in. A request ' +
      'that names a version in that header is answered as before, so a new version can be tried before a key is changed.',
    access: ACCESS,
    id: API_KEY,
    body: changeApiKeyBody,
    answers: { 200: changedApiKeyWire },
    refusals: [API_KEY_REFUSALS],
    handle: async ({ who, id, body: { api_version: apiVersion } }) => {
      managed(who, await findApiKey(deps.database, id), 'api key');
      const changed = await changeApiKey(deps, managerName(who), { id, apiVersion });
      if (!changed.ok) throw problemOfRefusal(changed.refusal, API_KEY_REFUSALS);
      const { before, after } = changed.value;
      const changes = changesBetween(before.apiVersion, after.apiVersion).map(printVersionChange);
      return { status: 200, body: { ...printApiKey(after, deps.clock.now()), changes } };
    },
  });
}

function rotateApiKeyRoute(deps: ApiKeyDeps): Route {
  return route({
    method: 'post',
    path: '/v1/api-keys/:id/rotate',
    operation: 'rotateApiKey',
    tag: TAG,
    summary: 'Make a key that takes the place of another',
    description: 'The new secret is shown this once. Both keys work until the overlap ends.',
    access: ACCESS,
    id: API_KEY,
    body: rotateApiKeyBody,
    answers: { 201: rotatedApiKeyWire },
    refusals: [API_KEY_REFUSALS],
    handle: async ({ who, id, body }) => {
      const old = managed(who, await findApiKey(deps.database, id), 'api key');
      const notHeld = who.kind === 'operator' ? [] : scopesNotHeld(old.scopes, who.permissions);
      if (notHeld.length > 0) {
        throw problemOfRefusal({ code: 'scope_not_held', scopes: notHeld }, API_KEY_REFUSALS);
      }
      const asked = { id, overlapMs: body.overlap_seconds * 1_000 };
      const rotated = await rotateApiKey(deps, managerName(who), asked);
      if (!rotated.ok) throw problemOfRefusal(rotated.refusal, API_KEY_REFUSALS);
      const { apiKey, secret, oldExpiresAt } = rotated.value;
      return {
        status: 201,
        body: {
          new_key: printNewApiKey(apiKey, secret),
          old_key_works_until: oldExpiresAt.toISOString(),
        },
      };
    },
  });
}

function revokeApiKeyRoute(deps: ApiKeyDeps): Route {
  return route({
    method: 'post',
    path: '/v1/api-keys/:id/revoke',
    operation: 'revokeApiKey',
    tag: TAG,
    summary: 'Stop a key, for good',
    description:
      'Every process refuses it within five seconds. A payment that was under way with it is not undone: what the ledger has decided stays, and a retry of it needs another key of the same merchant.',
    access: ACCESS,
    id: API_KEY,
    answers: { 200: apiKeyWire },
    handle: async ({ who, id }) => {
      managed(who, await findApiKey(deps.database, id), 'api key');
      const revoked = await revokeApiKey(deps, managerName(who), id);
      return { status: 200, body: printApiKey(revoked, deps.clock.now()) };
    },
  });
}
