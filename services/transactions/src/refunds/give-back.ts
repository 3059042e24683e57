import { accept, refuse } from '@tamsui/errors';
import type { Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { FindPaymentDeps, FoundPayment } from '../payments/find-payment.ts';
import { giveBackCaptures } from './give-back-captures.ts';
import { refundReference } from './refund.ts';
import { exceedsOriginal, type GiveBack, notDecided, type RefundDecision } from './refund-decision.ts';
import { refundRefusalOf } from './refund-errors.ts';

/** What is left to be given back of a payment. */
export function leftToRefund({ moved }: FoundPayment): bigint {
  return moved.reduce(
    (sum, { postings, refundedMinor }) => sum + (postings[0]?.amountMinor ?? 0n) - refundedMinor,
    0n,
  );
}

/**
 * Gives money of a payment back to the wallet that paid, from the merchant's account; what is not there becomes the
 * merchant's debt, down to the floor of the account. That all refunds together stay within the payment is checked by
 * the book, where the money moves; whatever was read before may be old by then.
 */
export async function giveBack(deps: FindPaymentDeps, asked: GiveBack): Promise<RefundDecision> {
  const { found, refundId: id, fingerprint, amountMinor, currency } = asked;
  if ('authorisation' in found.payment) return giveBackCaptures(deps, asked);
  const [paid] = found.moved;
  const [posting] = paid?.postings ?? [];
  if (posting === undefined) return notDecided(refuse('payment_not_refundable'));
  const outcome = await deps.ledger.submit({
    kind: 'post',
    id,
    fingerprint,
    purpose: 'refund',
    currency,
    // The payment's posting run backwards, with another amount.
    legs: [{ debit: posting.credit, credit: posting.debit, amountMinor }],
    refunds: found.payment.id,
    reference: refundReference(found.payment.terminalId, asked.reason, asked.by),
  });
  return decisionOf(outcome, asked);
}

function decisionOf(outcome: Outcome, asked: GiveBack): RefundDecision {
  if (outcome.status === 'conflict') return notDecided(refuse('idempotency_key_reused'));
  const { id, replayed, at, businessDate } = outcome;
  if (outcome.status === 'refused')
    return { replayed, result: refusedByBook(outcome.refusal, asked.currency) };
  const { amountMinor, currency, reason } = asked;
  const paymentId = asked.found.payment.id;
  return { replayed, result: accept({ id, paymentId, amountMinor, currency, reason, at, businessDate }) };
}

function refusedByBook(
  refusal: Readonly<Record<string, string>> & { readonly code: string },
  currency: CurrencyCode,
): RefundDecision['result'] {
  if (refusal.code !== 'refund_exceeds_original') return refuse(refundRefusalOf(refusal.code));
  return exceedsOriginal(BigInt(refusal.refundable_minor ?? '0'), currency);
}
