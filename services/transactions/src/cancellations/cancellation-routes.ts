import type { CurrencyCode } from '@tamsui/money';
import { found, notFound } from '../http/id-fields.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { type CancelOrderDeps, cancelOrder } from './cancel-order.ts';
import type { Cancellation, CancelledPayment } from './cancellation.ts';
import { CANCELLATION_REFUSALS } from './cancellation-errors.ts';
import { listItems } from './cancellation-item-store.ts';
import { cancellationWire, createCancellationBody, printCancellation } from './cancellation-schema.ts';
import { findCancellation } from './cancellation-store.ts';

export interface CancellationRoutesDeps extends CancelOrderDeps {
  readonly currency: CurrencyCode;
}

export function cancellationRoutes(deps: CancellationRoutesDeps): Route[] {
  return [createCancellationRoute(deps), getCancellationRoute(deps)];
}

function createCancellationRoute(deps: CancellationRoutesDeps): Route {
  const print = (cancellation: Cancellation, payments: readonly CancelledPayment[]): string =>
    JSON.stringify(printCancellation(cancellation, payments, deps.currency));
  return route({
    method: 'post',
    path: '/v1/cancellations',
    operation: 'createCancellation',
    tag: 'Cancellations',
    summary: 'Cancel an order whose payment has an unknown outcome',
    description:
      'Before the payment it is declined, afterwards what is left of it is refunded. When nothing is there yet, a ' +
      'payment of the order that arrives later is refused or refunded.',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'required',
    body: createCancellationBody,
    answers: { 201: cancellationWire },
    refusals: [CANCELLATION_REFUSALS],
    handle: async ({ who: merchant, key: idempotencyKey, body, req }) => {
      const { order_reference: orderReference, terminal: terminalId = null } = body;
      const request = { merchant, idempotencyKey, fingerprint: fingerprintOfRequest(req) };
      const asked = { ...request, orderReference, terminalId };
      const { replayed, result } = await cancelOrder(deps, asked, print);
      if (!result.ok) throw problemOfDecision(result.refusal, CANCELLATION_REFUSALS, replayed);
      return { status: 201, body: JSON.parse(result.value.answer) as unknown, replayed };
    },
  });
}

function getCancellationRoute(deps: CancellationRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/cancellations/:id',
    operation: 'getCancellation',
    tag: 'Cancellations',
    summary: 'Say what a cancellation has come to',
    access: { merchant: 'payments:read' },
    id: { prefix: 'can', thing: 'cancellation' },
    answers: { 200: cancellationWire },
    handle: async ({ who: merchant, id }) => {
      const cancellation = found(await findCancellation(deps.database, id), 'cancellation');
      if (cancellation.merchantId !== merchant.merchantId) throw notFound('cancellation');
      const payments = await listItems(deps.database, id);
      return { status: 200, body: printCancellation(cancellation, payments, deps.currency) };
    },
  });
}
