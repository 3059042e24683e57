import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { actorId, type MerchantPrincipal } from '../auth/principal.ts';
import { declineStaged } from '../payments/decide-staged.ts';
import { type FindPaymentDeps, type FoundPayment, findPayment } from '../payments/find-payment.ts';
import type { Payment } from '../payments/payment.ts';
import { isPayable, releaseCommand, type StagedPayment } from '../payments/staged-payment.ts';
import type { VoidRefusalCode } from './capture-errors.ts';

/**
 * Gives up what has not been paid of a payment: one that waits is declined, and of one that is authorised the rest is
 * released. Asked again, it answers with the payment as it is: there is one release of a payment, whoever asks.
 */
export async function voidPayment(
  deps: FindPaymentDeps,
  merchant: MerchantPrincipal,
  id: Uuid,
): Promise<Result<Payment, Refusal<VoidRefusalCode>>> {
  const found = await findPayment(deps, merchant, id);
  if (found === undefined) return refuse('payment_not_found');
  await giveUp(deps, found, actorId(merchant.actor));
  const after = await findPayment(deps, merchant, id);
  if (after === undefined) return refuse('payment_not_found');
  return isWhollyPaid(after.payment) ? refuse('payment_not_voidable') : accept(after.payment);
}

async function giveUp(deps: FindPaymentDeps, { payment, staged }: FoundPayment, by: string): Promise<void> {
  if (staged === undefined || !isPayable(staged)) return;
  const isHeld =
    payment.status === 'awaiting_confirmation'
      ? await isHeldInstead(deps, staged)
      : payment.status === 'authorised';
  if (!isHeld) return;
  await deps.ledger.submit(releaseCommand(staged, by));
  deps.paymentNews.tell([staged.id]);
}

/** Declines a payment that waits; true when the resident was faster, and the money is set aside by now. */
async function isHeldInstead(deps: FindPaymentDeps, staged: StagedPayment): Promise<boolean> {
  const outcome = await declineStaged(deps, staged, 'payment_cancelled');
  return outcome.status === 'posted' && staged.capture === 'manual';
}

function isWhollyPaid(payment: Payment): boolean {
  if (payment.status !== 'succeeded') return false;
  return !('authorisation' in payment) || payment.authorisation.capturedMinor === payment.amountMinor;
}
