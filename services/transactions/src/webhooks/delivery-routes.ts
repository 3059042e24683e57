import type { Database } from '@tamsui/platform/database';
import { pageWire, problemOfRefusal } from '@tamsui/platform/http';
import { found } from '../http/id-fields.ts';
import { idPlace, placeOf } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { managed } from '../merchants/managed-by.ts';
import type { Delivery } from './delivery.ts';
import { findDelivery, listAttempts, listDeliveries } from './delivery-log-store.ts';
import {
  deliveryWire,
  listDeliveriesQuery,
  printDelivery,
  replayBody,
  replayedWire,
} from './delivery-schema.ts';
import { ENDPOINT_ACCESS as ACCESS, ENDPOINT } from './endpoint-routes.ts';
import { findEndpoint } from './endpoint-store.ts';
import { pingEndpoint, type ReplayDeps, replayEvent, replayRange } from './replay.ts';
import { DISABLED_REFUSALS, REPLAY_REFUSALS } from './webhook-errors.ts';

const DELIVERY = { prefix: 'whd', thing: 'webhook delivery' } as const;
const TAG = 'Webhooks';
const ALL_REFUSALS = { ...DISABLED_REFUSALS, ...REPLAY_REFUSALS };

/** What came of telling, and telling again. */
export function deliveryRoutes(deps: ReplayDeps): Route[] {
  return [
    listDeliveriesRoute(deps),
    getDeliveryRoute(deps),
    pingRoute(deps),
    replayRoute(deps),
    replayDeliveryRoute(deps),
  ];
}

function listDeliveriesRoute({ database }: ReplayDeps): Route {
  return route({
    method: 'get',
    path: '/v1/webhook-endpoints/:id/deliveries',
    operation: 'listWebhookDeliveries',
    tag: TAG,
    summary: 'List what was sent to an endpoint and what it answered, newest first, for 30 days',
    access: ACCESS,
    id: ENDPOINT,
    query: listDeliveriesQuery,
    answers: { 200: pageWireOf(deliveryWire) },
    handle: async ({ who, id, query: { limit, cursor, status = null, event: eventId = null } }) => {
      managed(who, await findEndpoint(database, id), ENDPOINT.thing);
      const before = placeOf(idPlace, cursor)?.after ?? null;
      const page = { endpointId: id, status, eventId, before, limit: limit + 1 };
      const rows = await listDeliveries(database, page);
      const attempts = await listAttempts(
        database,
        rows.slice(0, limit).map((delivery) => delivery.id),
      );
      const print = (delivery: Delivery) => printDelivery(delivery, attempts);
      return { status: 200, body: pageWire(rows, limit, { print, placeOf: (row) => ({ after: row.id }) }) };
    },
  });
}

function getDeliveryRoute({ database }: ReplayDeps): Route {
  return route({
    method: 'get',
    path: '/v1/webhook-deliveries/:id',
    operation: 'getWebhookDelivery',
    tag: TAG,
    summary: 'Read what came of one delivery',
    access: ACCESS,
    id: DELIVERY,
    answers: { 200: deliveryWire },
    handle: async ({ who, id }) => {
      const delivery = managed(who, await findDelivery(database, id), DELIVERY.thing);
      return { status: 200, body: await print(database, delivery) };
    },
  });
}

function pingRoute(deps: ReplayDeps): Route {
  return route({
    method: 'post',
    path: '/v1/webhook-endpoints/:id/ping',
    operation: 'pingWebhookEndpoint',
    tag: TAG,
    summary: 'Try an endpoint with a message that tells nothing, once',
    access: ACCESS,
    id: ENDPOINT,
    answers: { 202: deliveryWire },
    refusals: [DISABLED_REFUSALS],
    handle: async ({ who, id }) => {
      const endpoint = managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      const sent = await pingEndpoint(deps, endpoint);
      if (!sent.ok) throw problemOfRefusal(sent.refusal, DISABLED_REFUSALS);
      return { status: 202, body: printDelivery(sent.value, []) };
    },
  });
}

function replayRoute(deps: ReplayDeps): Route {
  return route({
    method: 'post',
    path: '/v1/webhook-endpoints/:id/replay',
    operation: 'replayWebhooks',
    tag: TAG,
    summary: 'Be told again of one event, or of all that happened in a range',
    description:
      'Each is sent under its own id, so that you can tell what you have had before. Of a range, what still waits to be ' +
      'sent is not sent twice; at most 10000 events at a time.',
    access: ACCESS,
    id: ENDPOINT,
    body: replayBody,
    answers: { 202: replayedWire },
    refusals: [DISABLED_REFUSALS, REPLAY_REFUSALS],
    handle: async ({ who, id, body }) => {
      const endpoint = managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      if ('event' in body) {
        const one = await replayEvent(deps, endpoint, body.event);
        if (!one.ok) throw problemOfRefusal(one.refusal, ALL_REFUSALS);
        return { status: 202, body: { replayed: 1 } };
      }
      const { after, before = deps.clock.now(), only_undelivered: onlyUndelivered } = body;
      const sent = await replayRange(deps, endpoint, { after, before, onlyUndelivered });
      if (!sent.ok) throw problemOfRefusal(sent.refusal, ALL_REFUSALS);
      return { status: 202, body: { replayed: sent.value } };
    },
  });
}

function replayDeliveryRoute(deps: ReplayDeps): Route {
  return route({
    method: 'post',
    path: '/v1/webhook-deliveries/:id/replay',
    operation: 'replayWebhookDelivery',
    tag: TAG,
    summary: 'Send what was sent once more',
    access: ACCESS,
    id: DELIVERY,
    answers: { 202: deliveryWire },
    refusals: [DISABLED_REFUSALS, REPLAY_REFUSALS],
    handle: async ({ who, id }) => {
      const delivery = managed(who, await findDelivery(deps.database, id), DELIVERY.thing);
      const endpoint = found(await findEndpoint(deps.database, delivery.endpointId), DELIVERY.thing);
      const sent =
        delivery.origin === 'ping'
          ? await pingEndpoint(deps, endpoint, delivery.type)
          : await replayEvent(deps, endpoint, delivery.eventId);
      if (!sent.ok) throw problemOfRefusal(sent.refusal, ALL_REFUSALS);
      return { status: 202, body: printDelivery(sent.value, []) };
    },
  });
}

async function print(database: Database, delivery: Delivery) {
  return printDelivery(delivery, await listAttempts(database, [delivery.id]));
}
