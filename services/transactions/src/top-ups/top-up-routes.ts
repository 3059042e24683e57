import type { CurrencyCode } from '@tamsui/money';
import { problemOfRefusal } from '@tamsui/platform/http';
import { notFound } from '../http/id-fields.ts';
import { fingerprintOfRequest } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { type RequestTopUpDeps, requestTopUp } from './request-top-up.ts';
import { TOP_UP_REFUSALS } from './top-up-errors.ts';
import { createTopUpBody, printRequestedTopUp, printTopUp, topUpWire } from './top-up-schema.ts';
import { findTopUp } from './top-up-store.ts';

export interface TopUpRoutesDeps extends RequestTopUpDeps {
  readonly currency: CurrencyCode;
}

export function topUpRoutes(deps: TopUpRoutesDeps): Route[] {
  return [createTopUpRoute(deps), getTopUpRoute(deps)];
}

function createTopUpRoute(deps: TopUpRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/top-ups',
    operation: 'createTopUp',
    tag: 'Top-ups',
    summary: 'Ask for money from the bank account by direct debit',
    access: { resident: 'general' },
    urgency: 'money',
    idempotency: 'required',
    body: createTopUpBody(deps.currency),
    answers: { 202: topUpWire },
    refusals: [TOP_UP_REFUSALS],
    handle: async ({ who: resident, key: idempotencyKey, body, req }) => {
      const { amount: amountMinor, currency } = body;
      const fingerprint = fingerprintOfRequest(req);
      const asked = { resident, idempotencyKey, fingerprint, amountMinor, currency };
      const requested = await requestTopUp(deps, asked);
      if (!requested.ok) throw problemOfRefusal(requested.refusal, TOP_UP_REFUSALS);
      const { topUp, replayed } = requested.value;
      return { status: 202, body: printRequestedTopUp(topUp), replayed };
    },
  });
}

function getTopUpRoute(deps: TopUpRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/top-ups/:id',
    operation: 'getTopUp',
    tag: 'Top-ups',
    summary: 'Say what became of a top-up',
    access: { resident: 'general' },
    id: { prefix: 'top', thing: 'top-up' },
    answers: { 200: topUpWire },
    handle: async ({ who: resident, id }) => {
      const topUp = await findTopUp(deps.database, id);
      if (topUp?.residentId !== resident.residentId) throw notFound('top-up');
      return { status: 200, body: printTopUp(topUp) };
    },
  });
}
