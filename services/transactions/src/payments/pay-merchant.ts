import { accept, refuse } from '@tamsui/errors';
import type { LedgerClient, Outcome } from '@tamsui/ledger-client';
import { actsAt } from '../auth/principal.ts';
import type { CancelledOrders } from '../cancellations/cancelled-orders.ts';
import type { TerminalDirectory } from '../merchants/terminal-directory.ts';
import { shortActor } from './charged-by.ts';
import type { DuplicateTaps } from './duplicate-taps.ts';
import { type CodeFinding, type FindPayerDeps, findPayer } from './find-payer.ts';
import { type PayInStepsDeps, payInSteps } from './pay-in-steps.ts';
import { paymentIdOf, paymentReference } from './payment.ts';
import {
  type FoundRequest,
  failed,
  type PaymentDecision,
  type PaymentRequest,
  undecided,
} from './payment-decision.ts';
import type { PaymentPolicy } from './payment-policy.ts';
import { suspectDuplicate } from './suspect-duplicate.ts';

export interface PayMerchantDeps extends FindPayerDeps, PayInStepsDeps {
  readonly ledger: LedgerClient;
  readonly terminals: TerminalDirectory;
  readonly taps: DuplicateTaps;
  readonly cancelledOrders: CancelledOrders;
  readonly policy: PaymentPolicy;
}

/**
 * Takes a payment from the wallet that a code stands for. A small one is one command of the ledger; one that the
 * resident has to confirm, or that is captured later, takes several steps.
 */
export async function payMerchant(deps: PayMerchantDeps, asked: PaymentRequest): Promise<PaymentDecision> {
  const terminal = await deps.terminals(asked.terminalId);
  if (terminal?.merchantId !== asked.merchant.merchantId) return undecided(refuse('terminal_not_found'));
  if (!actsAt(asked.merchant.actor, asked.terminalId)) return undecided(refuse('other_terminal'));
  const id = paymentIdOf(asked.merchant.merchantId, asked.idempotencyKey);
  const request = { ...asked, id, terminal };
  const needsSteps = asked.capture === 'manual' || asked.amountMinor > deps.policy.confirmAboveMinor;
  return needsSteps ? payInSteps(deps, request) : payAtOnce(deps, request);
}

/**
 * Moves the money in one commit of the ledger and nothing else. The book makes it happen at most once for a key, and at
 * most once for a code.
 *
 * A code that is unknown or expired is declined in the book, too, and not here: the first request with this key may be
 * on its way to the ledger at this moment. Whichever of the two the book sees first is the answer to both, so "no
 * money moved" stays true, and a retry long after the code has expired still gets the answer of the first request.
 */
async function payAtOnce(deps: PayMerchantDeps, request: FoundRequest): Promise<PaymentDecision> {
  const { id, fingerprint, code, amountMinor, currency, terminal } = request;
  const { merchantId } = terminal;
  const finding = await findPayer(deps, { id, fingerprint, code, merchantId, amountMinor, currency });
  if (finding === 'too_many_guesses') return undecided(refuse('too_many_unknown_codes'));
  const suspected = await suspectDuplicate(deps, request, finding.payer);
  if (suspected !== undefined) return undecided(suspected);
  const outcome = await submitPayment(deps, request, finding);
  if (outcome.status === 'refused' && finding.payer !== null) {
    const { walletAccount } = finding.payer;
    await deps.taps.forget({ ...request, walletAccount }, request.id);
  }
  return decisionOf(outcome, request, await chargedBy(deps, request, outcome));
}

/** A retry may come from another actor of the merchant, and is answered as the first request was. */
async function chargedBy(
  { ledger }: PayMerchantDeps,
  { merchant }: FoundRequest,
  outcome: Outcome,
): Promise<string | null> {
  if (outcome.status !== 'posted' || !outcome.replayed) return shortActor(merchant.actor);
  const entry = await ledger.entry(outcome.id);
  return entry?.reference.by ?? null;
}

function submitPayment(deps: PayMerchantDeps, request: FoundRequest, finding: CodeFinding): Promise<Outcome> {
  const { id, fingerprint, terminal, orderReference, merchant, currency, amountMinor } = request;
  const { terminalId } = terminal;
  const reference = paymentReference(terminalId, orderReference, shortActor(merchant.actor));
  const command = { id, fingerprint, purpose: 'payment', reference } as const;
  const isCancelled = deps.cancelledOrders.has(merchant.payableAccount, orderReference, terminalId);
  const reason = isCancelled ? 'order_cancelled' : terminal.isClosed ? 'terminal_closed' : finding.declined;
  if (finding.payer === null || reason !== null) {
    return deps.ledger.submit({ ...command, kind: 'decline', reason: reason ?? 'code_unknown' });
  }
  const { walletAccount, onceToken: once } = finding.payer;
  const legs = [{ debit: walletAccount, credit: merchant.payableAccount, amountMinor }];
  return deps.ledger.submit({ ...command, kind: 'post', currency, legs, once });
}

/** A replay has the fingerprint of the first request, so what is asked now is what was asked then. */
function decisionOf(outcome: Outcome, request: FoundRequest, by: string | null): PaymentDecision {
  if (outcome.status === 'conflict') return undecided(refuse('idempotency_key_reused'));
  const { id, replayed, at, businessDate } = outcome;
  if (outcome.status === 'refused') return { replayed, result: failed(id, outcome.refusal) };
  const { amountMinor, currency, orderReference } = request;
  const { merchantId, storeId, terminalId } = request.terminal;
  const place = { merchantId, storeId, terminalId, orderReference, chargedBy: by };
  // The first answer said that nothing was refunded yet, and a replay says the same.
  const money = { amountMinor, refundedMinor: 0n, currency };
  return { replayed, result: accept({ id, status: 'succeeded', ...money, ...place, at, businessDate }) };
}
