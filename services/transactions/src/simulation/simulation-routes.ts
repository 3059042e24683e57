import { refuse } from '@tamsui/errors';
import { problemOfRefusal } from '@tamsui/platform/http';
import { fingerprintOfRequest, problemOfDecision } from '../http/replay.ts';
import { type Route, route } from '../http/route.ts';
import { managed } from '../merchants/managed-by.ts';
import type { PaymentCodeDeps } from '../payment-codes/payment-code-routes.ts';
import type { AnswerConfirmationDeps } from '../payment-confirmations/answer-confirmation.ts';
import { paymentWire, printPayment } from '../payments/payment-schema.ts';
import { deliveryWire, printDelivery } from '../webhooks/delivery-schema.ts';
import { ENDPOINT, ENDPOINT_ACCESS } from '../webhooks/endpoint-routes.ts';
import { findEndpoint } from '../webhooks/endpoint-store.ts';
import { pingEndpoint, type ReplayDeps } from '../webhooks/replay.ts';
import { asksFor } from '../webhooks/webhook-types.ts';
import { answerPayment } from './answer-payment.ts';
import { issueToken } from './issue-token.ts';
import { meetResident } from './meet-resident.ts';
import { type ScanCodeDeps, scanCode } from './scan-code.ts';
import { showCode } from './show-code.ts';
import { ANSWER_REFUSALS, SAMPLE_REFUSALS, SCAN_REFUSALS } from './simulation-errors.ts';
import {
  answerBody,
  outcomesWire,
  printOutcomes,
  printSimulatedResident,
  sampleBody,
  scanBody,
  showCodeBody,
  shownCodeWire,
  simulatedResidentWire,
  tokenBody,
} from './simulation-schema.ts';

export interface SimulationRoutesDeps
  extends ScanCodeDeps,
    PaymentCodeDeps,
    AnswerConfirmationDeps,
    ReplayDeps {
  /** Where money is real, none of these routes exists. */
  readonly sandbox: boolean;
}

const TAG = 'Sandbox';

/** What other people do, for who builds a till, a wallet or a shop's server alone. */
export function simulationRoutes(deps: SimulationRoutesDeps): Route[] {
  if (!deps.sandbox) return [];
  return [
    outcomesRoute(),
    showCodeRoute(deps),
    answerRoute(deps),
    scanRoute(deps),
    issueTokenRoute(deps),
    sampleRoute(deps),
  ];
}

function outcomesRoute(): Route {
  return route({
    method: 'get',
    path: '/v1/sandbox/outcomes',
    operation: 'listSimulatedOutcomes',
    tag: TAG,
    summary: 'List what can be brought about, and how: the table above, for machines',
    access: {},
    answers: { 200: outcomesWire },
    handle: async () => ({ status: 200, body: printOutcomes() }),
  });
}

function showCodeRoute(deps: SimulationRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/payment-codes',
    operation: 'showSimulatedPaymentCode',
    tag: TAG,
    summary: 'Have a simulated resident show a code to your till',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    body: showCodeBody,
    answers: { 201: shownCodeWire },
    handle: async ({ who, body: { resident: which, shows } }) => {
      const resident = await meetResident(deps, who.merchantId, which);
      const { code, expiresAt } = await showCode(deps, resident, shows);
      return { status: 201, body: { code, expires_at: expiresAt?.toISOString() ?? null } };
    },
  });
}

function answerRoute(deps: SimulationRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/payment-answers',
    operation: 'answerSimulatedPayment',
    tag: TAG,
    summary: 'Have a simulated resident confirm or decline a payment that waits',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'optional',
    body: answerBody,
    answers: { 200: paymentWire },
    refusals: [ANSWER_REFUSALS],
    handle: async ({ who, body: { payment: paymentId, answer } }) => {
      const { replayed, result } = await answerPayment(deps, who, { paymentId, answer });
      if (!result.ok) throw problemOfDecision(result.refusal, ANSWER_REFUSALS, replayed);
      return { status: 200, body: printPayment(result.value.payment), replayed };
    },
  });
}

function scanRoute(deps: SimulationRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/scans',
    operation: 'scanAsSimulatedResident',
    tag: TAG,
    summary: 'Have a simulated resident scan a code that you show, and pay it',
    description: 'Of a sale or a sticker. Refusals are those that the phone hears.',
    access: { merchant: 'payments:charge' },
    urgency: 'money',
    idempotency: 'required',
    body: scanBody(deps.currency),
    answers: { 201: paymentWire },
    refusals: [SCAN_REFUSALS],
    handle: async ({ who: merchant, key: idempotencyKey, body, req }) => {
      const { resident: which, text, amount: amountMinor, currency = deps.currency } = body;
      const sent = { text, amountMinor, currency, idempotencyKey, fingerprint: fingerprintOfRequest(req) };
      const { replayed, result } = await scanCode(deps, { merchant, which, ...sent });
      if (!result.ok) throw problemOfDecision(result.refusal, SCAN_REFUSALS, replayed);
      return { status: 201, body: printPayment(result.value.payment), replayed };
    },
  });
}

function issueTokenRoute(deps: SimulationRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/resident-tokens',
    operation: 'createSimulatedResidentToken',
    tag: TAG,
    summary: 'Act as a simulated resident, with a token of the sandbox; it is shown this once',
    description: 'For who builds a wallet. Each request makes another token; all of them work.',
    access: { merchant: 'merchant:manage' },
    body: tokenBody,
    answers: { 201: simulatedResidentWire },
    handle: async ({ who, body }) => {
      const { resident, token } = await issueToken(deps, who.merchantId, body.resident);
      return { status: 201, body: printSimulatedResident(resident, token) };
    },
  });
}

function sampleRoute(deps: SimulationRoutesDeps): Route {
  return route({
    method: 'post',
    path: '/v1/sandbox/webhook-endpoints/:id/samples',
    operation: 'sendSampleEvent',
    tag: TAG,
    summary: 'Have an endpoint told of an event that has not happened, once',
    description:
      'Of any type that it asks for, signed like every other, about things that do not exist. It is in the log of ' +
      'deliveries as a `ping`, and on no list of events.',
    access: ENDPOINT_ACCESS,
    id: ENDPOINT,
    body: sampleBody,
    answers: { 202: deliveryWire },
    refusals: [SAMPLE_REFUSALS],
    handle: async ({ who, id, body: { type } }) => {
      const endpoint = managed(who, await findEndpoint(deps.database, id), ENDPOINT.thing);
      const sent = asksFor(endpoint.types, type)
        ? await pingEndpoint(deps, endpoint, type)
        : refuse('event_not_asked_for');
      if (!sent.ok) throw problemOfRefusal(sent.refusal, SAMPLE_REFUSALS);
      return { status: 202, body: printDelivery(sent.value, []) };
    },
  });
}
