import type { CurrencyCode } from '@tamsui/money';
import { problemOfRefusal } from '@tamsui/platform/http';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { paymentWire, printPayment } from '../payments/payment-schema.ts';
import { CAPTURE_REFUSALS, VOID_REFUSALS } from './capture-errors.ts';
import { capturePayment } from './capture-payment.ts';
import { captureWire, createCaptureBody, printCapture } from './capture-schema.ts';
import { listCaptures } from './list-captures.ts';
import { voidPayment } from './void-payment.ts';

export interface CaptureRoutesDeps extends FindPaymentDeps {
  readonly currency: CurrencyCode;
}

const PAYMENT = { prefix: 'pay', thing: 'payment' } as const;

/** What a shop does with a payment that it has asked for with `"capture": "manual"`. */
export function captureRoutes(deps: CaptureRoutesDeps): Route[] {
  return [createCaptureRoute(deps), listCapturesRoute(deps), voidPaymentRoute(deps)];
}

function createCaptureRoute(deps: CaptureRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payments/:id/captures',
    operation: 'createCapture',
    tag: 'Captures',
    summary: 'Take money that was authorised, in whole or in part',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'required',
    id: PAYMENT,
    body: createCaptureBody(deps.currency),
    answers: { 201: captureWire },
    refusals: [CAPTURE_REFUSALS],
    handle: async ({ who: merchant, key: idempotencyKey, id: paymentId, body, req }) => {
      const { amount: amountMinor, currency, final } = body;
      const request = { merchant, idempotencyKey, fingerprint: fingerprintOfRequest(req), paymentId };
      const { replayed, result } = await capturePayment(deps, { ...request, amountMinor, currency, final });
      if (!result.ok) throw problemOfDecision(result.refusal, CAPTURE_REFUSALS, replayed);
      return { status: 201, body: printCapture(result.value), replayed };
    },
  });
}

function listCapturesRoute(deps: CaptureRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/payments/:id/captures',
    operation: 'listCaptures',
    tag: 'Captures',
    summary: 'List the captures of a payment, oldest first',
    access: { merchant: 'payments:read' },
    id: PAYMENT,
    answers: { 200: z.strictObject({ data: z.array(captureWire) }) },
    handle: async ({ who: merchant, id }) => {
      const captures = await listCaptures(deps, found(await findPayment(deps, merchant, id), 'payment'));
      return { status: 200, body: { data: captures.map(printCapture) } };
    },
  });
}

function voidPaymentRoute(deps: CaptureRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payments/:id/void',
    operation: 'voidPayment',
    tag: 'Captures',
    summary: 'Give up what has not been paid of a payment',
    description: 'Declines a payment that awaits confirmation, or releases what was not captured of one.',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'optional',
    id: PAYMENT,
    answers: { 200: paymentWire },
    refusals: [VOID_REFUSALS],
    handle: async ({ who: merchant, id }) => {
      const result = await voidPayment(deps, merchant, id);
      if (!result.ok) throw problemOfRefusal(result.refusal, VOID_REFUSALS);
      return { status: 200, body: printPayment(result.value) };
    },
  });
}
