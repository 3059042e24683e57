import { refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { actorId, type MerchantPrincipal } from '../auth/principal.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { removeCappedRefund } from './capped-refund-store.ts';
import { giveBack } from './give-back.ts';
import { refundIdOf } from './refund.ts';
import { type CapStanding, reserveUnderCap } from './refund-cap.ts';
import { type GiveBack, notDecided, type RefundDecision } from './refund-decision.ts';
import type { RefundRefusalCode } from './refund-errors.ts';
import { findPlan } from './refund-plan-store.ts';

export interface RefundRequest {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly paymentId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly reason: string | null;
}

/** Refunds a payment of the merchant, in whole or in part, as far as the one who acts may. */
export async function refundPayment(deps: FindPaymentDeps, asked: RefundRequest): Promise<RefundDecision> {
  const { merchant, amountMinor } = asked;
  const found = await findPayment(deps, merchant, asked.paymentId);
  if (found === undefined) return notDecided(refuse('payment_not_found'));
  if (found.moved.length === 0) return notDecided(refuse('payment_not_refundable'));
  const refundId = refundIdOf(merchant.merchantId, asked.idempotencyKey);
  const actor = actorId(merchant.actor);
  const capMinor = merchant.refundCapMinor;
  const capped = { refundId, paymentId: asked.paymentId, actor, amountMinor, at: deps.clock.now() };
  const standing = capMinor === null ? 'uncapped' : await reserveUnderCap(deps.database, capped, capMinor);
  if (standing === 'reused') return notDecided(refuse('idempotency_key_reused'));
  // A cap that was lowered since takes back no answer.
  if (standing === 'above' && (await deps.ledger.entry(refundId)) === undefined) {
    return notDecided(refuse('refund_above_cap'));
  }
  const decision = await giveBackOnce(deps, { ...asked, refundId, found, by: actor });
  if (!decision.result.ok) await forgetReservation(deps, refundId, standing, decision.result.refusal.code);
  return decision;
}

async function giveBackOnce(deps: FindPaymentDeps, asked: GiveBack): Promise<RefundDecision> {
  // The key may have planned the refund of another payment, of which the ledger knows nothing.
  const plan = await findPlan(deps.database, asked.refundId);
  if (plan !== undefined && plan.fingerprint !== asked.fingerprint) {
    return notDecided(refuse('idempotency_key_reused'));
  }
  return giveBack(deps, asked);
}

/** What is refused does not count. A key that is used for something else leaves what it was used for first alone. */
async function forgetReservation(
  { database }: FindPaymentDeps,
  refundId: Uuid,
  standing: CapStanding | 'uncapped',
  refusal: RefundRefusalCode,
): Promise<void> {
  const isOwn = standing === 'reserved' || (standing === 'known' && refusal !== 'idempotency_key_reused');
  if (isOwn) await removeCappedRefund(database, refundId);
}
