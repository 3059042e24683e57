import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, pageWire, problemOfRefusal } from '@tamsui/platform/http';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { placeOf } from '../http/page.ts';
import { fingerprintOfRequest } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { ERASED_REFUSALS } from '../residents/resident-errors.ts';
import { timePlace } from '../transfers/transfer-schema.ts';
import { createMoneyRequest, type MoneyRequestDeps, type ReadMoneyRequest } from './create-money-request.ts';
import { cancelMoneyRequest } from './decide-share.ts';
import { createMoneyRequestBody, moneyRequestWire, printMoneyRequest } from './money-request-schema.ts';
import { listMoneyRequests } from './money-request-store.ts';
import { MONEY_REQUEST_REFUSALS } from './request-errors.ts';
import { viewMoneyRequest, viewMoneyRequests } from './view-money-request.ts';

export interface MoneyRequestRoutesDeps extends MoneyRequestDeps {
  readonly currency: CurrencyCode;
}

const REQUEST_ID = { prefix: 'mrq', thing: 'money request' } as const;

export function moneyRequestRoutes(deps: MoneyRequestRoutesDeps): Route[] {
  return [createRoute(deps), listRoute(deps), getRoute(deps), cancelRoute(deps)];
}

function createRoute(deps: MoneyRequestRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/money-requests',
    operation: 'createMoneyRequest',
    tag: 'Money requests',
    summary: 'Ask other residents for money, an amount each or a total split evenly',
    description:
      'A total is split in steps of the smallest price. What does not divide goes one step each to the first payers; with `include_me` your own part comes before theirs.',
    access: { resident: 'general' },
    urgency: 'money',
    idempotency: 'required',
    body: createMoneyRequestBody(deps.currency),
    answers: { 201: moneyRequestWire },
    refusals: [MONEY_REQUEST_REFUSALS, ERASED_REFUSALS],
    handle: async ({ who: resident, key: idempotencyKey, body, req }) => {
      const { message = null, expires_at: expiresAt = null, ...what } = body;
      const fingerprint = fingerprintOfRequest(req);
      const asked = { resident, idempotencyKey, fingerprint, message, expiresAt, ...what };
      const created = await createMoneyRequest(deps, asked);
      if (!created.ok) throw problemOfRefusal(created.refusal, MONEY_REQUEST_REFUSALS);
      const { replayed, ...read } = created.value;
      return { status: 201, body: printMoneyRequest(read, read.request.createdAt), replayed };
    },
  });
}

function listRoute(deps: MoneyRequestRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/money-requests',
    operation: 'listMoneyRequests',
    tag: 'Money requests',
    summary: 'List what a resident asked others for, newest first',
    access: { resident: 'general' },
    query: pageQuery,
    answers: { 200: pageWireOf(moneyRequestWire) },
    handle: async ({ who, query: { limit, cursor } }) => {
      const filter = { askerId: who.residentId, limit: limit + 1, before: placeOf(timePlace, cursor) };
      const requests = await viewMoneyRequests(deps, await listMoneyRequests(deps.database, filter));
      const now = deps.clock.now();
      const page = pageWire(requests, limit, {
        print: (read) => printMoneyRequest(read, now),
        placeOf: ({ request: { createdAt: at, id } }: ReadMoneyRequest) => ({ at, id }),
      });
      return { status: 200, body: page };
    },
  });
}

function getRoute(deps: MoneyRequestRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/money-requests/:id',
    operation: 'getMoneyRequest',
    tag: 'Money requests',
    summary: 'Say who has paid',
    access: { resident: 'general' },
    id: REQUEST_ID,
    answers: { 200: moneyRequestWire },
    handle: async ({ who, id }) => {
      const read = found(await viewMoneyRequest(deps, who.residentId, id), 'money request');
      return { status: 200, body: printMoneyRequest(read, deps.clock.now()) };
    },
  });
}

function cancelRoute(deps: MoneyRequestRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/money-requests/:id/cancel',
    operation: 'cancelMoneyRequest',
    tag: 'Money requests',
    summary: 'Cancel the shares that nobody has paid',
    access: { resident: 'general' },
    urgency: 'money',
    id: REQUEST_ID,
    body: z.strictObject({}),
    answers: { 200: moneyRequestWire },
    handle: async ({ who, id }) => {
      found(await viewMoneyRequest(deps, who.residentId, id), 'money request');
      await cancelMoneyRequest(deps, id);
      const read = found(await viewMoneyRequest(deps, who.residentId, id), 'money request');
      return { status: 200, body: printMoneyRequest(read, deps.clock.now()) };
    },
  });
}
