import { accept, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Leg, Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode, MoneyWire } from '@tamsui/money';
import type { MerchantPrincipal } from '../auth/principal.ts';
import { moneyWire } from '../http/money-fields.ts';
import { type FindPaymentDeps, type FoundPayment, findPayment } from '../payments/find-payment.ts';
import { type Refund, type RefundReason, refundIdOf, refundReference } from './refund.ts';
import type { RefundRefusalCode } from './refund-errors.ts';

export interface RefundRequest {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly paymentId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly reason: RefundReason | undefined;
}

type RefundRefusal = { readonly code: RefundRefusalCode; readonly refundable?: MoneyWire };

/** What became of a request to refund, and whether that was decided before. */
export interface RefundDecision {
  readonly replayed: boolean;
  readonly result: Result<Refund, RefundRefusal>;
}

/**
 * Gives money of a payment back to the wallet that paid, from the merchant's account. That all refunds together stay
 * within the payment is checked by the book, where the money moves; whatever was read here may be old by then.
 */
export async function refundPayment(deps: FindPaymentDeps, asked: RefundRequest): Promise<RefundDecision> {
  const found = await findPayment(deps, asked.merchant, asked.paymentId);
  if (found === undefined) return decided(refuse('payment_not_found'));
  const leg = mirrored(found, asked.amountMinor);
  if (leg === undefined) return decided(refuse('payment_not_refundable'));
  const outcome = await deps.ledger.submit({
    kind: 'post',
    id: refundIdOf(asked.merchant.merchantId, asked.idempotencyKey),
    fingerprint: asked.fingerprint,
    purpose: 'refund',
    currency: asked.currency,
    legs: [leg],
    refunds: asked.paymentId,
    reference: refundReference(found.payment.terminalId, asked.reason),
  });
  return decisionOf(outcome, asked);
}

/** The payment's posting run backwards, with another amount. */
function mirrored({ entry }: FoundPayment, amountMinor: bigint): Leg | undefined {
  const [posting] = entry.postings;
  return posting === undefined ? undefined : { debit: posting.credit, credit: posting.debit, amountMinor };
}

function decisionOf(outcome: Outcome, asked: RefundRequest): RefundDecision {
  if (outcome.status === 'conflict') return decided(refuse('idempotency_key_reused'));
  const { id, replayed, at, businessDate } = outcome;
  if (outcome.status === 'refused')
    return { replayed, result: refusedByBook(outcome.refusal, asked.currency) };
  const { paymentId, amountMinor, currency, reason = null } = asked;
  return { replayed, result: accept({ id, paymentId, amountMinor, currency, reason, at, businessDate }) };
}

function refusedByBook(
  refusal: Readonly<Record<string, string>>,
  currency: CurrencyCode,
): Result<never, RefundRefusal> {
  if (refusal.code !== 'refund_exceeds_original') return refuse('refund_refused');
  const refundable = moneyWire(BigInt(refusal.refundable_minor ?? '0'), currency);
  return refuse('refund_exceeds_original', { refundable });
}

function decided(result: RefundDecision['result']): RefundDecision {
  return { replayed: false, result };
}
