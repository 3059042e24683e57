import { formatPublicId } from '@tamsui/ids';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import type { MerchantPrincipal } from '../auth/principal.ts';
import { alreadyCreated, CREATION_REFUSALS, creationId } from '../http/creation-key.ts';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { managed, managerName } from '../merchants/managed-by.ts';
import type { WebhookEndpoint } from './endpoint.ts';
import {
  changeEndpointBody,
  createEndpointBody,
  endpointWire,
  newEndpointWire,
  printEndpoint,
  rotateEndpointBody,
} from './endpoint-schema.ts';
import { findEndpoint, listEndpoints } from './endpoint-store.ts';
import { readEndpointUrl } from './endpoint-url.ts';
import {
  changeEndpoint,
  createEndpoint,
  type KeepEndpointDeps,
  removeEndpoint,
  rotateEndpoint,
} from './keep-endpoint.ts';
import { ENDPOINT_REFUSALS, URL_REFUSALS } from './webhook-errors.ts';
import { listWebhookKeys } from './webhook-key-store.ts';
import { hearsOfMoney } from './webhook-types.ts';

export interface EndpointRoutesDeps extends KeepEndpointDeps {
  /** Takes addresses of this machine, too: for a sandbox. */
  readonly webhooksToLoopback: boolean;
}

export const ENDPOINT = { prefix: 'whe', thing: 'webhook endpoint' } as const;
export const ENDPOINT_ACCESS = { merchant: 'merchant:manage' } as const;
const TAG = 'Webhooks';

/** Where a merchant's servers want to be told what happens. */
export function endpointRoutes(deps: EndpointRoutesDeps): Route[] {
  return [
    createEndpointRoute(deps),
    listEndpointsRoute(deps),
    getEndpointRoute(deps),
    changeEndpointRoute(deps),
    removeEndpointRoute(deps),
    rotateEndpointRoute(deps),
  ];
}

function createEndpointRoute(deps: EndpointRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/webhook-endpoints',
    operation: 'createWebhookEndpoint',
    tag: TAG,
    summary: 'Be told of events; a shared secret is shown this once',
    access: ENDPOINT_ACCESS,
    idempotency: 'optional',
    body: createEndpointBody,
    answers: { 201: newEndpointWire },
    refusals: [CREATION_REFUSALS, ENDPOINT_REFUSALS, URL_REFUSALS],
    handle: async ({ who, body, key, version }) => {
      const { merchantId } = who;
      requireRightToHear(who, body.types);
      const url = checkedUrl(deps, body.url);
      const id = creationId(key, ['merchant', merchantId, 'POST /v1/webhook-endpoints']);
      const { types, description, signing, api_version: apiVersion = version } = body;
      const asked = { id, merchantId, url, types, description, signing, apiVersion };
      const created = await createEndpoint(deps, managerName(who), asked);
      if (created.ok) return { status: 201, body: await printNew(deps, id, created.value) };
      if (created.refusal.code === 'already_created') throw alreadyCreated(formatPublicId('whe', id));
      throw problemOfRefusal({ code: created.refusal.code }, ENDPOINT_REFUSALS);
    },
  });
}

function listEndpointsRoute({ database, clock }: EndpointRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/webhook-endpoints',
    operation: 'listWebhookEndpoints',
    tag: TAG,
    summary: 'List your endpoints, newest first, without their secrets',
    access: ENDPOINT_ACCESS,
    query: pageQuery,
    answers: { 200: pageWireOf(endpointWire) },
    handle: async ({ who: { merchantId }, query: { limit, cursor } }) => {
      const before = placeOf(idPlace, cursor)?.after ?? null;
      const rows = await listEndpoints(database, { merchantId, limit: limit + 1, before });
      const keys = await listWebhookKeys(database, {
        endpointIds: rows.map(({ id }) => id),
        now: clock.now(),
      });
      const print = (endpoint: WebhookEndpoint) => printEndpoint(endpoint, keys);
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: ({ id }) => ({ after: id }) }) };
    },
  });
}

function getEndpointRoute(deps: EndpointRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/webhook-endpoints/:id',
    operation: 'getWebhookEndpoint',
    tag: TAG,
    summary: 'Read an endpoint and how it fares',
    access: ENDPOINT_ACCESS,
    id: ENDPOINT,
    answers: { 200: endpointWire },
    handle: async ({ who, id }) => {
      const endpoint = managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      return { status: 200, body: await print(deps, endpoint) };
    },
  });
}

function changeEndpointRoute(deps: EndpointRoutesDeps): Route {
  return route({
    method: 'patch',
    path: '/v1/webhook-endpoints/:id',
    operation: 'changeWebhookEndpoint',
    tag: TAG,
    summary: 'Change where and of what you are told, or disable and enable it',
    access: ENDPOINT_ACCESS,
    id: ENDPOINT,
    body: changeEndpointBody,
    answers: { 200: endpointWire },
    refusals: [ENDPOINT_REFUSALS, URL_REFUSALS],
    handle: async ({ who, id, body }) => {
      const before = managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      const { types, description, status, api_version: apiVersion } = body;
      requireRightToHear(who, types === undefined ? before.types : types);
      const url = body.url === undefined ? undefined : checkedUrl(deps, body.url);
      const isEnabled = status === undefined ? undefined : status === 'enabled';
      const change = { url, types, description, apiVersion, isEnabled };
      const after = found(await changeEndpoint(deps, managerName(who), id, change), ENDPOINT.thing);
      return { status: 200, body: await print(deps, after) };
    },
  });
}

function removeEndpointRoute(deps: EndpointRoutesDeps): Route {
  return route({
    method: 'delete',
    path: '/v1/webhook-endpoints/:id',
    operation: 'removeWebhookEndpoint',
    tag: TAG,
    summary: 'Be told no more, and forget the log',
    access: ENDPOINT_ACCESS,
    id: ENDPOINT,
    answers: { 204: null },
    handle: async ({ who, id }) => {
      managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      await removeEndpoint(deps, managerName(who), id);
      return { status: 204 };
    },
  });
}

function rotateEndpointRoute(deps: EndpointRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/webhook-endpoints/:id/rotate',
    operation: 'rotateWebhookKey',
    tag: TAG,
    summary: 'Sign with another key; a shared secret is shown this once',
    description: 'Until the overlap ends every message is signed by both keys. A third one is never in use.',
    access: ENDPOINT_ACCESS,
    id: ENDPOINT,
    body: rotateEndpointBody,
    answers: { 201: newEndpointWire },
    handle: async ({ who, id, body: { overlap_seconds: overlapSeconds, signing } }) => {
      managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      const asked = { id, overlapMs: overlapSeconds * 1_000, signing };
      const verifying = found(await rotateEndpoint(deps, managerName(who), asked), ENDPOINT.thing);
      return { status: 201, body: await printNew(deps, id, verifying) };
    },
  });
}

/** Whoever may not read payments must not have them sent either. @throws Problem 403 */
function requireRightToHear({ permissions }: MerchantPrincipal, types: readonly string[] | null): void {
  if (!hearsOfMoney(types) || permissions.has('payments:read')) return;
  throw problemOfRefusal({ code: 'types_not_held' }, ENDPOINT_REFUSALS);
}

function checkedUrl({ webhooksToLoopback }: EndpointRoutesDeps, text: string): string {
  const url = readEndpointUrl(text, webhooksToLoopback);
  if (!url.ok) throw problemOfRefusal(url.refusal, URL_REFUSALS);
  return url.value;
}

async function print({ database, clock }: EndpointRoutesDeps, endpoint: WebhookEndpoint) {
  return printEndpoint(
    endpoint,
    await listWebhookKeys(database, { endpointIds: [endpoint.id], now: clock.now() }),
  );
}

async function printNew(deps: EndpointRoutesDeps, id: WebhookEndpoint['id'], verifying: string) {
  const endpoint = found(await findEndpoint(deps.database, id), ENDPOINT.thing);
  return { ...(await print(deps, endpoint)), secret: verifying.startsWith('whsec_') ? verifying : null };
}
