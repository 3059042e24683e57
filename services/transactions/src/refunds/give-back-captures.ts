import { accept, invariant, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { LedgerClient } from '@tamsui/ledger-client';
import type { Clock } from '@tamsui/platform/clock';
import { type Database, withTrx } from '@tamsui/platform/database';
import { lockPayment } from '../captures/capture-store.ts';
import type { FoundPayment } from '../payments/find-payment.ts';
import { isPayable, type PayableStaged } from '../payments/staged-payment.ts';
import { exceedsOriginal, type GiveBack, notDecided, type RefundDecision } from './refund-decision.ts';
import { refundRefusalOf } from './refund-errors.ts';
import { partCommand, planParts, type RefundPlan } from './refund-plan.ts';
import {
  findPlan,
  finishPlan,
  insertParts,
  insertPlan,
  listParts,
  settlePart,
  sumReserved,
} from './refund-plan-store.ts';

export interface RefundPlanDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly clock: Clock;
}

/**
 * Gives back money of a payment that was captured in parts. An entry gives back one capture, so a refund may need
 * several: which takes how much is settled first, one refund of the payment at a time, and kept. Then every retry, and
 * whoever finds the plan after a crash, posts the same entries.
 */
export async function giveBackCaptures(deps: RefundPlanDeps, asked: GiveBack): Promise<RefundDecision> {
  const { staged } = asked.found;
  invariant(staged !== undefined && isPayable(staged), 'what was captured was staged');
  const { plan, isNew } = await planRefund(deps, asked);
  if (plan.fingerprint !== asked.fingerprint || plan.paymentId !== staged.id) {
    return notDecided(refuse('idempotency_key_reused'));
  }
  if (plan.leftMinor !== null) {
    return { replayed: !isNew, result: exceedsOriginal(plan.leftMinor, asked.currency) };
  }
  return carryOutPlan(deps, staged, plan);
}

async function planRefund(
  { database, clock }: RefundPlanDeps,
  asked: GiveBack,
): Promise<{ readonly plan: RefundPlan; readonly isNew: boolean }> {
  const { refundId: id, fingerprint, amountMinor, reason, by: actor, found } = asked;
  const paymentId = found.payment.id;
  const wanted = { id, paymentId, fingerprint, amountMinor, reason, actor, createdAt: clock.now() };
  return withTrx(database, async (trx) => {
    await lockPayment(trx, paymentId);
    const known = await findPlan(trx, id);
    if (known !== undefined) return { plan: known, isNew: false };
    const captures = capturesOf(
      found,
      await sumReserved(
        trx,
        found.moved.map((capture) => capture.id),
      ),
    );
    const parts = planParts(id, amountMinor, captures);
    const leftMinor = captures.reduce((sum, capture) => sum + capture.leftMinor, 0n);
    const plan: RefundPlan = { ...wanted, leftMinor: parts === undefined ? leftMinor : null };
    if (await insertPlan(trx, plan)) {
      await insertParts(trx, id, parts ?? []);
      return { plan, isNew: true };
    }
    // The same key came at this very moment for another payment, which has a lock of its own.
    const first = await findPlan(trx, id);
    invariant(first !== undefined, 'a plan keeps its row');
    return { plan: first, isNew: false };
  });
}

function capturesOf({ moved }: FoundPayment, reserved: ReadonlyMap<Uuid, bigint>) {
  return moved.map(({ id: captureId, postings }) => {
    const amountMinor = postings[0]?.amountMinor ?? 0n;
    return { captureId, leftMinor: amountMinor - (reserved.get(captureId) ?? 0n) };
  });
}

/**
 * Posts the parts in their order, as far as the book lets it. The refund is what was posted: when the book refuses a
 * part, those before it stand, and those behind it are given up.
 */
export async function carryOutPlan(
  { database, ledger, clock }: RefundPlanDeps,
  staged: PayableStaged,
  plan: RefundPlan,
): Promise<RefundDecision> {
  let first: { replayed: boolean; at: Date; businessDate: string } | undefined;
  let amountMinor = 0n;
  let refusal = 'refund_refused';
  for (const part of await listParts(database, plan.id)) {
    const outcome = await ledger.submit(partCommand(staged, plan, part));
    if (outcome.status === 'conflict') {
      // The key was used for something else, so nothing of this plan was posted, and it sets nothing aside any more.
      await finishPlan(database, plan.id, clock.now());
      return notDecided(refuse('idempotency_key_reused'));
    }
    first ??= outcome;
    await settlePart(database, part.entryId, outcome.status);
    if (outcome.status === 'refused') {
      refusal = outcome.refusal.code;
      break;
    }
    amountMinor += part.amountMinor;
  }
  await finishPlan(database, plan.id, clock.now());
  invariant(first !== undefined, 'a plan has a part');
  const { replayed, at, businessDate } = first;
  if (amountMinor === 0n) return { replayed, result: refuse(refundRefusalOf(refusal)) };
  const { id, paymentId, reason } = plan;
  const { currency } = staged;
  return { replayed, result: accept({ id, paymentId, amountMinor, currency, reason, at, businessDate }) };
}
