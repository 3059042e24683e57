import { z } from 'zod';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { problemOfDecision } from '../http/replay.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { printResidentPayment, residentPaymentWire } from '../payments/resident-payment-schema.ts';
import { listWaiting } from '../payments/staged-payment-store.ts';
import {
  type AnswerConfirmationDeps,
  type ConfirmationDecision,
  confirmPayment,
  declinePayment,
} from './answer-confirmation.ts';
import { CONFIRMATION_REFUSALS } from './confirmation-errors.ts';
import { confirmationWire, confirmBody, printConfirmation } from './confirmation-schema.ts';

/** A resident stands at one counter; more than these do not wait at a time. */
const MAX_LISTED = 20;
const CONFIRMATION = { prefix: 'pay', thing: 'payment confirmation' } as const;
const TAG = 'Payment confirmations';

export function confirmationRoutes(deps: AnswerConfirmationDeps): Route[] {
  return [listConfirmationsRoute(deps), confirmRoute(deps), declineRoute(deps)];
}

function listConfirmationsRoute(deps: AnswerConfirmationDeps): Route {
  return route({
    method: 'get',
    path: '/v1/payment-confirmations',
    operation: 'listPaymentConfirmations',
    tag: TAG,
    summary: 'List the payments that wait for the resident, newest first',
    access: { resident: 'general' },
    answers: { 200: z.strictObject({ data: z.array(confirmationWire) }) },
    handle: async ({ who }) => ({ status: 200, body: { data: await waitingFor(deps, who) } }),
  });
}

async function waitingFor(
  { database, clock, terminals }: AnswerConfirmationDeps,
  { residentId }: ResidentPrincipal,
): Promise<object[]> {
  const waiting = await listWaiting(database, { residentId, now: clock.now(), limit: MAX_LISTED });
  const printed = await Promise.all(
    waiting.map(async (staged) => {
      const terminal = await terminals(staged.terminalId);
      return terminal === undefined ? [] : [printConfirmation(staged, terminal)];
    }),
  );
  return printed.flat();
}

function confirmRoute(deps: AnswerConfirmationDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payment-confirmations/:id/confirm',
    operation: 'confirmPayment',
    tag: TAG,
    summary: 'Say yes to a payment that waits',
    description: 'A device sends the PIN, or what it has signed; a sandbox token needs neither.',
    access: { resident: 'general' },
    urgency: 'money',
    idempotency: 'optional',
    id: CONFIRMATION,
    body: confirmBody(deps.currency),
    answers: { 200: residentPaymentWire },
    refusals: [CONFIRMATION_REFUSALS],
    handle: async ({ who, id, body: { intent, pin } }) =>
      replyOf(who, await confirmPayment(deps, who, id, { intent, pin })),
  });
}

function declineRoute(deps: AnswerConfirmationDeps): Route {
  return route({
    method: 'post',
    path: '/v1/payment-confirmations/:id/decline',
    operation: 'declinePayment',
    tag: TAG,
    summary: 'Say no to a payment that waits',
    access: { resident: 'general' },
    urgency: 'money',
    idempotency: 'optional',
    id: CONFIRMATION,
    answers: { 200: residentPaymentWire },
    refusals: [CONFIRMATION_REFUSALS],
    handle: async ({ who, id }) => replyOf(who, await declinePayment(deps, who, id)),
  });
}

function replyOf({ currency }: ResidentPrincipal, { replayed, result }: ConfirmationDecision): Reply {
  if (!result.ok) throw problemOfDecision(result.refusal, CONFIRMATION_REFUSALS, replayed);
  const { payment, terminal } = result.value;
  return { status: 200, body: printResidentPayment(payment, terminal, currency), replayed };
}
