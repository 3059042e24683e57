import { commandId, fingerprintOf, type Uuid } from '@tamsui/ids';
import { declineStaged } from '../payments/decide-staged.ts';
import { type FindPaymentDeps, type FoundPayment, readPayment } from '../payments/find-payment.ts';
import { isPayable, releaseCommand } from '../payments/staged-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { giveBack, leftToRefund } from '../refunds/give-back.ts';
import { listParts } from '../refunds/refund-plan-store.ts';
import type { Cancellation, CancelledPayment } from './cancellation.ts';
import { finishItem, postponeItem } from './cancellation-item-store.ts';

/** Each refund that somebody else's gets in the way of is one; nobody makes so many at once. */
const MAX_STEPS = 10;
/** Doubled for each attempt that the ledger refused, up to an hour: about a day in all. */
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 60 * 60_000;
const MAX_ATTEMPTS = 36;

export type CancelPaymentDeps = FindPaymentDeps;

/**
 * Undoes one payment of a cancelled order: before the money moved it is declined or released, afterwards all that is
 * left is given back. May be repeated by anybody at any time: every command has an id of its own, made from the
 * cancellation, the payment and the number of the attempt.
 */
export async function cancelPayment(
  deps: CancelPaymentDeps,
  cancellation: Cancellation,
  item: CancelledPayment,
): Promise<void> {
  let { attempts } = item;
  for (let step = 0; step < MAX_STEPS; step++) {
    const found = await readPayment(deps, item.paymentId);
    if (
      found === undefined ? await stopUndecided(deps, item) : await stopBeforeMoney(deps, cancellation, found)
    )
      continue;
    if (found === undefined) break;
    const leftMinor = leftToRefund(found);
    if (leftMinor === 0n) {
      await finish(deps, item, found, attempts);
      return;
    }
    const refusal = await refundRest(deps, cancellation, found, leftMinor, attempts);
    attempts += 1;
    if (refusal === undefined || refusal === 'refund_exceeds_original') continue;
    await postpone(deps, item, attempts, refusal);
    return;
  }
  await postpone(deps, item, attempts + 1, 'payment_unsettled');
}

/** Its request may be on its way to the ledger; whichever comes first decides it. */
async function stopUndecided(deps: CancelPaymentDeps, { paymentId }: CancelledPayment): Promise<boolean> {
  const staged = await findStaged(deps.database, paymentId);
  if (staged === undefined) return false;
  await declineStaged(deps, staged, 'order_cancelled');
  return true;
}

/** @returns true when it did something, and the payment has to be looked at again */
async function stopBeforeMoney(
  deps: CancelPaymentDeps,
  { actor }: Cancellation,
  { payment, staged }: FoundPayment,
): Promise<boolean> {
  if (staged === undefined) return false;
  if (payment.status === 'awaiting_confirmation') {
    await declineStaged(deps, staged, 'order_cancelled');
    return true;
  }
  if (payment.status !== 'authorised' || !isPayable(staged)) return false;
  const outcome = await deps.ledger.submit(releaseCommand(staged, actor));
  deps.paymentNews.tell([staged.id]);
  return outcome.status === 'posted';
}

async function refundRest(
  deps: CancelPaymentDeps,
  cancellation: Cancellation,
  found: FoundPayment,
  amountMinor: bigint,
  attempt: number,
): Promise<string | undefined> {
  const { payment } = found;
  if (!('currency' in payment)) return 'payment_not_refundable';
  const { result } = await giveBack(deps, {
    ...refundOf(cancellation.id, payment.id, attempt),
    found,
    amountMinor,
    currency: payment.currency,
    reason: 'order_cancelled',
    by: cancellation.actor,
  });
  return result.ok ? undefined : result.refusal.code;
}

/** The same for the same attempt, whatever is left by then: what the ledger has decided under it stands. */
function refundOf(cancellationId: Uuid, paymentId: Uuid, attempt: number) {
  const refundId = commandId(['cancellation', cancellationId, paymentId], String(attempt));
  return {
    refundId,
    fingerprint: fingerprintOf({ cancellation: cancellationId, payment: paymentId, attempt }),
  };
}

async function finish(
  deps: CancelPaymentDeps,
  item: CancelledPayment,
  found: FoundPayment,
  attempts: number,
): Promise<void> {
  const state = found.moved.length === 0 ? 'voided' : 'refunded';
  const refundedMinor = await refundedInAll(deps, item, attempts);
  await finishItem(deps.database, item, { state, refundedMinor, refusal: null });
}

async function refundedInAll(
  deps: CancelPaymentDeps,
  { cancellationId, paymentId }: CancelledPayment,
  attempts: number,
): Promise<bigint> {
  let sumMinor = 0n;
  for (let attempt = 0; attempt <= attempts; attempt++) {
    sumMinor += await refundedBy(deps, refundOf(cancellationId, paymentId, attempt).refundId);
  }
  return sumMinor;
}

/** What was given back under an id, in one entry or in several. */
async function refundedBy({ database, ledger }: CancelPaymentDeps, refundId: Uuid): Promise<bigint> {
  const parts = await listParts(database, refundId);
  const ids = parts.length === 0 ? [refundId] : parts.map(({ entryId }) => entryId);
  const entries = await Promise.all(ids.map((id) => ledger.entry(id)));
  return entries.reduce((sum, entry) => sum + (entry?.postings[0]?.amountMinor ?? 0n), 0n);
}

async function postpone(
  deps: CancelPaymentDeps,
  item: CancelledPayment,
  attempts: number,
  refusal: string,
): Promise<void> {
  const { database, clock } = deps;
  if (attempts >= MAX_ATTEMPTS) {
    const refundedMinor = await refundedInAll(deps, item, attempts);
    await finishItem(database, item, { state: 'refused', refundedMinor, refusal });
    return;
  }
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** attempts, LONGEST_DELAY_MS);
  await postponeItem(database, item, { attempts, at: new Date(clock.now().getTime() + delayMs) });
}
