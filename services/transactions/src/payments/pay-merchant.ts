import { accept, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { LedgerClient, Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { TerminalDirectory, TerminalListing } from '../merchants/terminal-directory.ts';
import { type IssuedCode, isExpired } from '../payment-codes/payment-code.ts';
import type { PaymentCodeStore } from '../payment-codes/payment-code-store.ts';
import {
  type Payment,
  paymentIdOf,
  paymentOfEntry,
  paymentReference,
  type SucceededPayment,
} from './payment.ts';
import { type PaymentRefusalCode, paymentRefusalOf } from './payment-errors.ts';

export interface PayMerchantDeps {
  readonly ledger: LedgerClient;
  readonly codes: PaymentCodeStore;
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

/**
 * Moves money from the wallet that a code stands for to the merchant, in one commit of the ledger and nothing else.
 * The book makes it happen at most once for a key, and at most once for a code.
 */
export async function payMerchant(deps: PayMerchantDeps, asked: PaymentRequest): Promise<PaymentDecision> {
  const terminal = await deps.terminals(asked.terminalId);
  if (terminal?.merchantId !== asked.merchant.merchantId) return decided(refuse('terminal_not_found'));
  const issued = await deps.codes.find(asked.code);
  if (issued === undefined) return earlierDecision(deps, asked, terminal, 'code_unknown');
  if (isExpired(issued, deps.clock.now())) return earlierDecision(deps, asked, terminal, 'code_expired');
  return decisionOf(await submitPayment(deps.ledger, asked, issued), asked, terminal);
}

async function submitPayment(
  ledger: LedgerClient,
  asked: PaymentRequest,
  issued: IssuedCode,
): Promise<Outcome> {
  const { merchant, idempotencyKey, fingerprint, terminalId, amountMinor, currency, orderReference } = asked;
  return ledger.submit({
    kind: 'post',
    id: paymentIdOf(merchant.merchantId, idempotencyKey),
    fingerprint,
    purpose: 'payment',
    currency,
    legs: [{ debit: issued.walletAccount, credit: merchant.payableAccount, amountMinor }],
    once: issued.onceToken,
    reference: paymentReference(terminalId, orderReference),
  });
}

function decisionOf(outcome: Outcome, asked: PaymentRequest, terminal: TerminalListing): PaymentDecision {
  if (outcome.status === 'conflict') return decided(refuse('idempotency_key_reused'));
  const { id, replayed, at, businessDate } = outcome;
  if (outcome.status === 'refused') return { replayed, result: refusedByBook(id, outcome.refusal.code) };
  const { amountMinor, currency, orderReference } = asked;
  const { merchantId, storeId, terminalId } = terminal;
  const place = { merchantId, storeId, terminalId, orderReference };
  const money = { amountMinor, refundedMinor: 0n, currency };
  return { replayed, result: accept({ id, status: 'succeeded', ...money, ...place, at, businessDate }) };
}

/**
 * A code that does not stand for a wallet any more may belong to a retry whose first request was decided: then that
 * decision is the answer. Only if the ledger does not know the request, the code is what is wrong with it.
 */
async function earlierDecision(
  { ledger }: PayMerchantDeps,
  asked: PaymentRequest,
  terminal: TerminalListing,
  otherwise: 'code_unknown' | 'code_expired',
): Promise<PaymentDecision> {
  const entry = await ledger.entry(paymentIdOf(asked.merchant.merchantId, asked.idempotencyKey));
  if (entry === undefined) return decided(refuse(otherwise));
  if (entry.fingerprint !== asked.fingerprint) return decided(refuse('idempotency_key_reused'));
  // The first answer said that nothing was refunded yet, and a replay says the same.
  const payment = paymentOfEntry({ ...entry, refundedMinor: 0n }, terminal);
  return payment === undefined ? decided(refuse(otherwise)) : { replayed: true, result: resultOf(payment) };
}

function resultOf(payment: Payment): PaymentDecision['result'] {
  return payment.status === 'succeeded' ? accept(payment) : refusedByBook(payment.id, payment.bookCode);
}

function refusedByBook(id: Uuid, bookCode: string): PaymentDecision['result'] {
  return refuse(paymentRefusalOf(bookCode), { payment: formatPublicId('pay', id) });
}

function decided(result: PaymentDecision['result']): PaymentDecision {
  return { replayed: false, result };
}
