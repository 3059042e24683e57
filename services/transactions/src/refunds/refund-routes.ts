import type { CurrencyCode } from '@tamsui/money';
import { pageQuery, pageWire } from '@tamsui/platform/http';
import { found } from '../http/id-fields.ts';
import { journalPlace, journalPlaceOf, placeOf } from '../http/page.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { findRefund } from './find-refund.ts';
import { REFUND_REFUSALS } from './refund-errors.ts';
import { refundPayment } from './refund-payment.ts';
import { createRefundBody, printRefund, refundWire } from './refund-schema.ts';
import { listRefunds } from './refund-store.ts';

export interface RefundRoutesDeps extends FindPaymentDeps {
  readonly currency: CurrencyCode;
}

export function refundRoutes(deps: RefundRoutesDeps): Route[] {
  return [createRefundRoute(deps), listRefundsRoute(deps), getRefundRoute(deps)];
}

function createRefundRoute(deps: RefundRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payments/:id/refunds',
    operation: 'createRefund',
    tag: 'Refunds',
    summary: 'Give money of a payment back to the wallet that paid',
    access: { merchant: 'payments:refund' },
    urgency: 'money',
    idempotency: 'required',
    id: { prefix: 'pay', thing: 'payment' },
    body: createRefundBody(deps.currency),
    answers: { 201: refundWire },
    refusals: [REFUND_REFUSALS],
    handle: async ({ who: merchant, key: idempotencyKey, id: paymentId, body, req }) => {
      const { amount: amountMinor, currency } = body;
      const reason = body.reason?.code ?? null;
      const request = { merchant, idempotencyKey, fingerprint: fingerprintOfRequest(req), paymentId };
      const { replayed, result } = await refundPayment(deps, { ...request, amountMinor, currency, reason });
      if (!result.ok) throw problemOfDecision(result.refusal, REFUND_REFUSALS, replayed);
      return { status: 201, body: printRefund(result.value), replayed };
    },
  });
}

function listRefundsRoute(deps: RefundRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/payments/:id/refunds',
    operation: 'listRefunds',
    tag: 'Refunds',
    summary: 'List the refunds of a payment, newest first',
    access: { merchant: 'payments:read' },
    id: { prefix: 'pay', thing: 'payment' },
    query: pageQuery,
    answers: { 200: pageWireOf(refundWire) },
    handle: async ({ who: merchant, id: paymentId, query: { limit, cursor } }) => {
      const before = placeOf(journalPlace, cursor);
      found(await findPayment(deps, merchant, paymentId), 'payment');
      const rows = await listRefunds(deps.database, { paymentId, before, limit: limit + 1 });
      return { status: 200, body: pageWire(rows, limit, { print: printRefund, placeOf: journalPlaceOf }) };
    },
  });
}

function getRefundRoute(deps: RefundRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/refunds/:id',
    operation: 'getRefund',
    tag: 'Refunds',
    summary: 'Say what became of a refund',
    access: { merchant: 'payments:read' },
    id: { prefix: 'rfd', thing: 'refund' },
    answers: { 200: refundWire },
    handle: async ({ who: merchant, id }) => ({
      status: 200,
      body: printRefund(found(await findRefund(deps, merchant, id), 'refund')),
    }),
  });
}
