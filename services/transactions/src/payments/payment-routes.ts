import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { found } from '../http/id-fields.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { pageWireOf } from '../http/wire-fields.ts';
import type { FindPaymentDeps } from './find-payment.ts';
import { listPaymentsFor } from './list-payments.ts';
import { type PayMerchantDeps, payMerchant } from './pay-merchant.ts';
import { PAYMENT_REFUSALS } from './payment-errors.ts';
import {
  createPaymentBody,
  getPaymentQuery,
  listPaymentsQuery,
  paymentWire,
  printPayment,
} from './payment-schema.ts';
import { printResidentPayment, residentPaymentWire } from './resident-payment-schema.ts';
import { waitForPayment } from './wait-for-payment.ts';

export interface PaymentRoutesDeps extends PayMerchantDeps, FindPaymentDeps {
  readonly currency: CurrencyCode;
}

export function paymentRoutes(deps: PaymentRoutesDeps): Route[] {
  return [createPaymentRoute(deps), getPaymentRoute(deps), listPaymentsRoute(deps)];
}

/** A payment as whoever asks sees it. */
const viewedPaymentWire = z.union([paymentWire, residentPaymentWire]);

/** Says how a request is meant, and not what it asks for: with it and without it the request is the same one. */
const APART_FROM_ASKED = ['confirm_duplicate'];

function createPaymentRoute(deps: PaymentRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payments',
    operation: 'createPayment',
    tag: 'Payments',
    summary: 'Take a payment with the code that a resident shows',
    description:
      'Above a threshold the answer is 202, and the payment waits for the resident to confirm it on the phone.',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'required',
    body: createPaymentBody(deps.currency),
    answers: { 201: paymentWire, 202: paymentWire },
    refusals: [PAYMENT_REFUSALS],
    handle: async ({ who: merchant, key: idempotencyKey, body, req }) => {
      const { replayed, result } = await payMerchant(deps, {
        merchant,
        idempotencyKey,
        fingerprint: fingerprintOfRequest(req, APART_FROM_ASKED),
        code: body.code,
        terminalId: body.terminal,
        amountMinor: body.amount,
        currency: body.currency,
        orderReference: body.order_reference,
        capture: body.capture,
        confirmDuplicate: body.confirm_duplicate,
      });
      if (!result.ok) throw problemOfDecision(result.refusal, PAYMENT_REFUSALS, replayed);
      const status = result.value.status === 'awaiting_confirmation' ? 202 : 201;
      return { status, body: printPayment(result.value), replayed };
    },
  });
}

function getPaymentRoute(deps: PaymentRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/payments/:id',
    operation: 'getPayment',
    tag: 'Payments',
    summary: 'Say what became of a payment, to the merchant or to who pays',
    access: { merchant: 'payments:read', resident: 'general' },
    urgency: 'wait',
    id: { prefix: 'pay', thing: 'payment' },
    query: getPaymentQuery,
    answers: { 200: viewedPaymentWire },
    handle: async ({ who, id, query }) => {
      const { payment, terminal } = found(await waitForPayment(deps, who, id, query.wait), 'payment');
      const body =
        who.kind === 'merchant'
          ? printPayment(payment)
          : printResidentPayment(payment, terminal, who.currency);
      return { status: 200, body };
    },
  });
}

function listPaymentsRoute(deps: PaymentRoutesDeps): Route {
  return route({
    method: 'get',
    path: '/v1/payments',
    operation: 'listPayments',
    tag: 'Payments',
    summary: "List a merchant's or a resident's payments, newest first, or find the one with a key",
    access: { merchant: 'payments:read', resident: 'general' },
    query: listPaymentsQuery,
    answers: { 200: pageWireOf(viewedPaymentWire) },
    handle: async ({ who, query }) => ({ status: 200, body: await listPaymentsFor(deps, who, query) }),
  });
}
