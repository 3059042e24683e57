import { accept, invariant, refuse } from '@tamsui/errors';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import { isOrderCancelled } from '../cancellations/cancellation-store.ts';
import type { NewEvent } from '../events/event.ts';
import { paymentEvent } from '../events/payment-events.ts';
import { shortActor } from './charged-by.ts';
import { type DecideStagedDeps, payStaged } from './decide-staged.ts';
import type { DuplicateTaps } from './duplicate-taps.ts';
import { type CodeFinding, type FindPayerDeps, findPayer } from './find-payer.ts';
import { heldPayment, type Payment } from './payment.ts';
import { type FoundRequest, failed, type PaymentDecision, undecided } from './payment-decision.ts';
import type { PaymentPolicy } from './payment-policy.ts';
import type { StagedPayment } from './staged-payment.ts';
import { findStaged, insertStaged } from './staged-payment-store.ts';
import { suspectDuplicate } from './suspect-duplicate.ts';

export interface PayInStepsDeps extends FindPayerDeps, DecideStagedDeps {
  readonly database: Database;
  readonly taps: DuplicateTaps;
  readonly policy: PaymentPolicy;
  readonly clock: Clock;
  /** Says that there are new events. */
  onEvents(): void;
}

/**
 * Writes what was asked for under the payment's id and takes the first step. The row decides which of several requests
 * with one key was first, so all of them, in any process and after any restart, get its answer.
 */
export async function payInSteps(deps: PayInStepsDeps, request: FoundRequest): Promise<PaymentDecision> {
  const known = await findStaged(deps.database, request.id);
  if (known !== undefined) return answerOf(deps, known, request, true);
  const finding = await findPayer(deps, { ...request, merchantId: request.terminal.merchantId });
  if (finding === 'too_many_guesses') return undecided(refuse('too_many_unknown_codes'));
  const suspected = await suspectDuplicate(deps, request, finding.payer);
  if (suspected !== undefined) return undecided(suspected);
  const asked = await stagedOf(deps, request, finding);
  const { staged, isNew } = await stage(deps, asked, waitingEvent(asked, request));
  if (isNew) deps.onEvents();
  const decision = await answerOf(deps, staged, request, !isNew);
  if (!decision.result.ok && finding.payer !== null) {
    const { walletAccount } = finding.payer;
    await deps.taps.forget({ ...request, walletAccount }, request.id);
  }
  return decision;
}

async function stagedOf(
  { database, policy, clock }: PayInStepsDeps,
  request: FoundRequest,
  finding: CodeFinding,
): Promise<StagedPayment> {
  const { id, fingerprint, merchant, terminal, orderReference, amountMinor, currency, capture } = request;
  const { terminalId } = terminal;
  const createdAt = clock.now();
  const after = (ms: number) => new Date(createdAt.getTime() + ms);
  const order = { payableAccount: merchant.payableAccount, orderReference, terminalId };
  const isCancelled = await isOrderCancelled(database, order);
  return {
    id,
    fingerprint,
    merchantId: merchant.merchantId,
    ...order,
    chargedBy: shortActor(merchant.actor),
    amountMinor,
    currency,
    capture,
    payer: finding.payer,
    declined: isCancelled ? 'order_cancelled' : terminal.isClosed ? 'terminal_closed' : finding.declined,
    confirmBefore: amountMinor > policy.confirmAboveMinor ? after(policy.confirmWithinMs) : null,
    holdUntil: capture === 'manual' ? after(policy.authorisedForMs) : null,
    createdAt,
  };
}

/** Writes the row, unless it is there. A code that waits for its resident elsewhere is as good as used. */
async function stage(
  { database }: PayInStepsDeps,
  asked: StagedPayment,
  event: NewEvent | null,
): Promise<{ staged: StagedPayment; isNew: boolean }> {
  if (await insertStaged(database, asked, event)) return { staged: asked, isNew: true };
  const first = await findStaged(database, asked.id);
  if (first !== undefined) return { staged: first, isNew: false };
  const taken: StagedPayment = { ...asked, declined: 'code_already_used' };
  const isNew = await insertStaged(database, taken, null);
  const staged = isNew ? taken : await findStaged(database, asked.id);
  invariant(staged !== undefined, 'a row that conflicts with nothing but its id is there');
  return { staged, isNew };
}

async function answerOf(
  deps: PayInStepsDeps,
  staged: StagedPayment,
  request: FoundRequest,
  known: boolean,
): Promise<PaymentDecision> {
  if (staged.fingerprint !== request.fingerprint) return undecided(refuse('idempotency_key_reused'));
  const { declined, confirmBefore } = staged;
  if (declined === null && confirmBefore !== null) {
    return { replayed: known, result: accept(waiting(staged, request, confirmBefore)) };
  }
  const outcome = await payStaged(deps, staged);
  if (outcome.status === 'conflict') return undecided(refuse('idempotency_key_reused'));
  const { replayed, businessDate } = outcome;
  if (outcome.status === 'refused') return { replayed, result: failed(staged.id, outcome.refusal) };
  return { replayed, result: accept(justPaid(staged, request, businessDate)) };
}

/** What phone and till are told when the resident is to say yes or no; null when nobody is asked. */
function waitingEvent(staged: StagedPayment, request: FoundRequest): NewEvent | null {
  const { declined, confirmBefore, payer, currency, createdAt: at } = staged;
  if (declined !== null || confirmBefore === null) return null;
  const told = { terminal: request.terminal, residentId: payer?.residentId ?? null, currency, at };
  return paymentEvent('payment.awaiting_confirmation', waiting(staged, request, confirmBefore), told);
}

function waiting(staged: StagedPayment, request: FoundRequest, expiresAt: Date): Payment {
  const { amountMinor, currency } = staged;
  const facts = factsOf(staged, request);
  return { ...facts, status: 'awaiting_confirmation', amountMinor, currency, expiresAt };
}

/** The first answer said that nothing was captured or refunded yet, and a replay says the same. */
function justPaid(staged: StagedPayment, request: FoundRequest, businessDate: string): Payment {
  const facts = { ...factsOf(staged, request), businessDate };
  const { amountMinor, currency, holdUntil, createdAt } = staged;
  const money = { amountMinor, refundedMinor: 0n, currency };
  if (holdUntil === null) return { ...facts, status: 'succeeded', ...money };
  return heldPayment(facts, { ...money, capturedMinor: 0n, released: false, holdUntil }, createdAt);
}

function factsOf(staged: StagedPayment, { terminal }: FoundRequest) {
  const { id, orderReference, chargedBy, createdAt: at } = staged;
  const { merchantId, storeId, terminalId } = terminal;
  return { id, merchantId, storeId, terminalId, orderReference, chargedBy, at };
}
