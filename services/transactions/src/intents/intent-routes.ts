import type { Refusal, Result } from '@tamsui/errors';
import { commandId } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { z } from 'zod';
import { publicIdField } from '../http/id-fields.ts';
import { moneyFields } from '../http/money-fields.ts';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { printResidentPayment, residentPaymentWire } from '../payments/resident-payment-schema.ts';
import { type PaidShopCode, payShopCode } from '../shop-codes/pay-shop-code.ts';
import { SHOP_PAYMENT_REFUSALS, type ShopPaymentRefusalCode } from '../shop-codes/shop-payment-errors.ts';
import { INTENT_REFUSALS, type IntentRefusalCode } from './intent-errors.ts';
import { intentField } from './intent-field.ts';
import { type PayWithIntentDeps, payWithIntent } from './pay-with-intent.ts';
import { paymentIntent } from './payment-intent.ts';

export interface IntentRoutesDeps extends PayWithIntentDeps {
  /** Residents of the sandbox have no device that could sign. */
  readonly sandbox: boolean;
}

/** Paying what a shop shows. */
export function intentRoutes(deps: IntentRoutesDeps): Route[] {
  return deps.sandbox ? [pay(deps), payInSandbox(deps)] : [pay(deps)];
}

const REFUSALS = { ...INTENT_REFUSALS, ...SHOP_PAYMENT_REFUSALS };
function pay(deps: IntentRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payments/shop-code',
    operation: 'payShopCode',
    tag: 'Shop codes',
    summary: 'Pay a code that a shop shows, with what the device has signed',
    description:
      "The intent's nonce does what an Idempotency-Key does: the same intent again is answered with the first answer.",
    urgency: 'money',
    access: { resident: 'general' },
    body: z.strictObject({ intent: intentField(paymentIntent(deps.currency)) }),
    answers: { 201: residentPaymentWire },
    refusals: [REFUSALS],
    handle: async ({ who, body }) => replyOf(await payWithIntent(deps, who, body.intent)),
  });
}

function sandboxBody(city: CurrencyCode) {
  return z.strictObject({
    terminal: publicIdField('ter'),
    shop_code: publicIdField('shc').nullable().default(null),
    ...moneyFields(city),
  });
}

/** In a sandbox only: the same payment, from a resident who has no device, without a signature. */
function payInSandbox(deps: IntentRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/shop-code-payments',
    operation: 'payShopCodeInSandbox',
    tag: 'Sandbox',
    summary: 'Pay a code that a shop shows, without a device; only in a sandbox',
    urgency: 'money',
    access: { resident: 'general' },
    idempotency: 'required',
    body: sandboxBody(deps.currency),
    answers: { 201: residentPaymentWire },
    refusals: [SHOP_PAYMENT_REFUSALS],
    handle: async ({ who: payer, key, body, req }) =>
      replyOf(
        await payShopCode(deps, {
          payer,
          paymentId: commandId(['resident', payer.residentId, 'POST /v1/sandbox/shop-code-payments'], key),
          fingerprint: fingerprintOfRequest(req),
          payeeId: null,
          terminalId: body.terminal,
          shopCodeId: body.shop_code,
          orderReference: null,
          amountMinor: body.amount,
          currency: body.currency,
          objection: payer.deviceId === null ? null : 'device_must_sign',
        }),
      ),
  });
}

interface Decision {
  readonly replayed: boolean;
  readonly result: Result<PaidShopCode, Refusal<IntentRefusalCode | ShopPaymentRefusalCode>>;
}

function replyOf({ replayed, result }: Decision) {
  if (!result.ok) throw problemOfDecision(result.refusal, REFUSALS, replayed);
  const { payment, terminal } = result.value;
  return { status: 201, body: printResidentPayment(payment, terminal, payment.currency), replayed };
}
