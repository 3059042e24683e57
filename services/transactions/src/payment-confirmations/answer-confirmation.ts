import { accept, invariant, type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { ResidentPrincipal } from '../auth/principal.ts';
import { declineStaged, payStaged } from '../payments/decide-staged.ts';
import { type FindPaymentDeps, type FoundPayment, findPayment } from '../payments/find-payment.ts';
import { isWaiting, type StagedPayment } from '../payments/staged-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { limitFactsOf } from '../wallets/limit-facts.ts';
import { type ConfirmationRefusalCode, confirmationRefusalOf } from './confirmation-errors.ts';
import { termsOfConfirmation } from './confirmation-intent.ts';
import type { ConsentProof, ProveConsent } from './consent.ts';

export interface AnswerConfirmationDeps extends FindPaymentDeps {
  readonly currency: CurrencyCode;
  readonly proveConsent: ProveConsent;
}

export interface ConfirmationDecision {
  readonly replayed: boolean;
  readonly result: Result<FoundPayment, Refusal<ConfirmationRefusalCode>>;
}

/**
 * The resident says yes: the payment's one command goes to the ledger. Whether it was declined, cancelled or expired
 * at the same moment is the ledger's to tell; whoever came first has decided it.
 */
export async function confirmPayment(
  deps: AnswerConfirmationDeps,
  resident: ResidentPrincipal,
  id: Uuid,
  proof: ConsentProof,
): Promise<ConfirmationDecision> {
  const staged = await findOwn(deps, resident, id);
  if (staged === undefined) return no('payment_confirmation_not_found');
  const decided = await findPayment(deps, resident, id);
  if (decided?.entry === undefined) {
    const consent = await deps.proveConsent(resident, termsOfConfirmation(id, staged), proof);
    if (!consent.ok) return { replayed: false, result: consent };
  }
  const isInTime = isWaiting(staged, deps.clock.now());
  const outcome = isInTime
    ? await payStaged(deps, staged)
    : await declineStaged(deps, staged, 'confirmation_expired');
  return outcome.status === 'posted' ? yes(deps, resident, outcome) : refusedBy(resident, outcome);
}

/** The resident says no, or hears that it is too late to. */
export async function declinePayment(
  deps: AnswerConfirmationDeps,
  resident: ResidentPrincipal,
  id: Uuid,
): Promise<ConfirmationDecision> {
  const staged = await findOwn(deps, resident, id);
  if (staged === undefined) return no('payment_confirmation_not_found');
  const outcome = await declineStaged(deps, staged, 'declined_by_payer');
  return outcome.status === 'refused' ? yes(deps, resident, outcome) : no('payment_already_confirmed');
}

async function findOwn(
  { database }: AnswerConfirmationDeps,
  { walletAccount }: ResidentPrincipal,
  id: Uuid,
): Promise<StagedPayment | undefined> {
  const staged = await findStaged(database, id);
  if (staged?.payer?.walletAccount !== walletAccount) return undefined;
  return staged.confirmBefore === null || staged.declined !== null ? undefined : staged;
}

async function yes(
  deps: AnswerConfirmationDeps,
  resident: ResidentPrincipal,
  outcome: Outcome,
): Promise<ConfirmationDecision> {
  const found = await findPayment(deps, resident, outcome.id);
  invariant(found !== undefined, 'a decided payment is found by its payer');
  return { replayed: outcome.status !== 'conflict' && outcome.replayed, result: accept(found) };
}

function refusedBy({ currency }: ResidentPrincipal, outcome: Outcome): ConfirmationDecision {
  if (outcome.status !== 'refused') return no('payment_refused');
  return {
    replayed: outcome.replayed,
    result: refuse(confirmationRefusalOf(outcome.refusal), limitFactsOf(outcome.refusal, currency)),
  };
}

function no(code: ConfirmationRefusalCode): ConfirmationDecision {
  return { replayed: false, result: refuse(code) };
}
