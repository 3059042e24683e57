import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { LedgerClient, Outcome, PostCommand } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { TerminalDirectory, TerminalListing } from '../merchants/terminal-directory.ts';
import type { GuessLimit } from '../payment-codes/guess-limit.ts';
import { type IssuedCode, isExpired } from '../payment-codes/payment-code.ts';
import type { PaymentCodeStore } from '../payment-codes/payment-code-store.ts';
import { paymentIdOf, paymentReference, type SucceededPayment } from './payment.ts';
import { type PaymentRefusalCode, paymentRefusalOf } from './payment-errors.ts';

export interface PayMerchantDeps {
  readonly ledger: LedgerClient;
  readonly codes: PaymentCodeStore;
  readonly guesses: GuessLimit;
  readonly terminals: TerminalDirectory;
  readonly clock: Clock;
}

export interface PaymentRequest {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly code: string;
  readonly terminalId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly orderReference: string;
}

type PaymentRefusal = { readonly code: PaymentRefusalCode; readonly payment?: string };

/** What became of a request to pay, and whether that was decided before. */
export interface PaymentDecision {
  readonly replayed: boolean;
  readonly result: Result<SucceededPayment, PaymentRefusal>;
}

/** An account that nobody can open: what a code that is not known stands for. */
const NO_ACCOUNT: Uuid = '00000000-0000-0000-0000-000000000000';

/**
 * Moves money from the wallet that a code stands for to the merchant, in one commit of the ledger and nothing else.
 * The book makes it happen at most once for a key, and at most once for a code.
 *
 * A code that is unknown or expired is refused by the book, too, and not here: the first request with this key may be
 * on its way to the ledger at this moment. Whichever of the two the book sees first is the answer to both, so "no
 * money moved" stays true, and a retry long after the code has expired still gets the answer of the first request.
 */
export async function payMerchant(deps: PayMerchantDeps, asked: PaymentRequest): Promise<PaymentDecision> {
  const terminal = await deps.terminals(asked.terminalId);
  if (terminal?.merchantId !== asked.merchant.merchantId) return decided(refuse('terminal_not_found'));
  const issued = await deps.codes.find(asked.code);
  if (issued === undefined && deps.guesses.exceeds(terminal.merchantId)) {
    return decided(refuse('too_many_unknown_codes'));
  }
  const spend = spendingOf(issued, asked, deps.clock.now());
  return decisionOf(await submitPayment(deps.ledger, asked, spend), asked, terminal);
}

type Spending = Pick<PostCommand, 'legs' | 'once'>;

/** Without a wallet the book answers `account_unknown`, with nothing to move `legs_out_of_range`. */
function spendingOf(issued: IssuedCode | undefined, asked: PaymentRequest, now: Date): Spending {
  const { amountMinor, merchant } = asked;
  const leg = { debit: issued?.walletAccount ?? NO_ACCOUNT, credit: merchant.payableAccount, amountMinor };
  if (issued === undefined) return { legs: [leg] };
  return isExpired(issued, now) ? { legs: [] } : { legs: [leg], once: issued.onceToken };
}

function submitPayment(ledger: LedgerClient, asked: PaymentRequest, spending: Spending): Promise<Outcome> {
  const { merchant, idempotencyKey, fingerprint, terminalId, currency, orderReference } = asked;
  return ledger.submit({
    kind: 'post',
    id: paymentIdOf(merchant.merchantId, idempotencyKey),
    fingerprint,
    purpose: 'payment',
    currency,
    ...spending,
    reference: paymentReference(terminalId, orderReference),
  });
}

/** A replay has the fingerprint of the first request, so what is asked now is what was asked then. */
function decisionOf(outcome: Outcome, asked: PaymentRequest, terminal: TerminalListing): PaymentDecision {
  if (outcome.status === 'conflict') return decided(refuse('idempotency_key_reused'));
  const { id, replayed, at, businessDate } = outcome;
  if (outcome.status === 'refused') {
    const payment = formatPublicId('pay', id);
    return { replayed, result: refuse(paymentRefusalOf(outcome.refusal.code), { payment }) };
  }
  const { amountMinor, currency, orderReference } = asked;
  const { merchantId, storeId, terminalId } = terminal;
  const place = { merchantId, storeId, terminalId, orderReference };
  // The first answer said that nothing was refunded yet, and a replay says the same.
  const money = { amountMinor, refundedMinor: 0n, currency };
  return { replayed, result: accept({ id, status: 'succeeded', ...money, ...place, at, businessDate }) };
}

function decided(result: PaymentDecision['result']): PaymentDecision {
  return { replayed: false, result };
}
