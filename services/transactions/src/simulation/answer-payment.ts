import { type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { MerchantPrincipal } from '../auth/principal.ts';
import {
  type AnswerConfirmationDeps,
  type ConfirmationDecision,
  confirmPayment,
  declinePayment,
} from '../payment-confirmations/answer-confirmation.ts';
import type { ConfirmationRefusalCode } from '../payment-confirmations/confirmation-errors.ts';
import type { FoundPayment } from '../payments/find-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { isSimulatedFor } from './simulated-resident.ts';
import { findSimulatedResident } from './simulated-resident-store.ts';

const NO_PROOF = { intent: undefined, pin: undefined };

/** Lets a simulated resident say yes or no to a payment of this merchant that waits for them, as they would on a phone. */
export async function answerPayment(
  deps: AnswerConfirmationDeps,
  { merchantId }: MerchantPrincipal,
  { paymentId, answer }: { readonly paymentId: Uuid; readonly answer: 'confirm' | 'decline' },
): Promise<ConfirmationDecision> {
  const staged = await findStaged(deps.database, paymentId);
  const payerId = staged?.payer?.residentId;
  const isTheirs = staged?.merchantId === merchantId && isSimulatedFor(merchantId, payerId ?? '');
  const resident =
    isTheirs && payerId !== undefined ? await findSimulatedResident(deps.database, payerId) : undefined;
  if (resident === undefined) return { replayed: false, result: notFound() };
  return answer === 'confirm'
    ? confirmPayment(deps, resident, paymentId, NO_PROOF)
    : declinePayment(deps, resident, paymentId);
}

function notFound(): Result<FoundPayment, Refusal<ConfirmationRefusalCode>> {
  return refuse('payment_confirmation_not_found');
}
