import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { LedgerClient, Outcome, Reference } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { Clock } from '@tamsui/platform/clock';
import type { Database } from '@tamsui/platform/database';
import type { ResidentPrincipal } from '../auth/principal.ts';
import type { CancelledOrders } from '../cancellations/cancelled-orders.ts';
import type { TerminalDirectory, TerminalListing } from '../merchants/terminal-directory.ts';
import { paymentReference, type SucceededPayment } from '../payments/payment.ts';
import { findFailedShopPayment, insertFailedShopPayment } from './failed-shop-payment-store.ts';
import type { ShopCode } from './shop-code.ts';
import {
  type Attempt,
  beginAttempt,
  closeShopCode,
  decideAttempt,
  findAttempt,
  findShopCode,
} from './shop-code-store.ts';
import { type DeclineReason, type ShopPaymentRefusalCode, shopFailureOf } from './shop-payment-errors.ts';

export interface PayShopCodeDeps {
  readonly database: Database;
  readonly ledger: LedgerClient;
  readonly terminals: TerminalDirectory;
  readonly cancelledOrders: CancelledOrders;
  readonly clock: Clock;
}

/** What a resident wants to pay. */
export interface ShopPayment {
  readonly payer: ResidentPrincipal;
  /** The command that this request becomes, however often it is sent. */
  readonly paymentId: Uuid;
  readonly fingerprint: string;
  /** The merchant that the resident means to pay; null when nobody said. */
  readonly payeeId: Uuid | null;
  readonly terminalId: Uuid;
  /** Null for a sticker. */
  readonly shopCodeId: Uuid | null;
  /** The order that the resident means to pay; null when nobody said, as at a sticker. */
  readonly orderReference: string | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** What is already known to stand against it. It is for the ledger to say so, see below. */
  readonly objection: DeclineReason | null;
}

/** A payment, and where. */
export interface PaidShopCode {
  readonly payment: SucceededPayment;
  readonly terminal: TerminalListing;
}

/** What became of a request to pay, and whether that was decided before. */
export interface ShopPaymentDecision {
  readonly replayed: boolean;
  readonly result: Result<PaidShopCode, Refusal<ShopPaymentRefusalCode>>;
}

/** What is to be paid for, and what stands against it. */
interface Order {
  readonly orderReference: string;
  readonly objection: DeclineReason | null;
}

/**
 * Moves money from a resident's wallet to the merchant of a code, in one commit of the ledger. The book makes it
 * happen at most once for a request, and at most once for a code that is for one sale.
 *
 * What stands against the payment is refused by the book, too, and not here: the same request may have come before,
 * in time, and be on its way to the ledger at this moment. Whichever of the two the book sees first is the answer to
 * both, so "no money moved" stays true.
 */
export async function payShopCode(deps: PayShopCodeDeps, asked: ShopPayment): Promise<ShopPaymentDecision> {
  const terminal = await deps.terminals(asked.terminalId);
  if (terminal === undefined) return decided(refuse('shop_code_not_found'));
  const order = await orderOf(deps, asked, terminal);
  if (order === 'unknown') return decided(refuse('shop_code_not_found'));
  if (order === 'other_request') return decided(refuse('request_id_reused'));
  const outcome = await submit(deps.ledger, asked, terminal, order);
  if (asked.shopCodeId !== null && outcome.status !== 'conflict') {
    await decideAttempt(deps.database, asked.paymentId, outcome.status);
  }
  if (outcome.status === 'refused') return failedDecision(deps, asked, outcome);
  return decisionOf(outcome, asked, terminal, order);
}

/** Kept so that its payer can read it afterwards; and told as it is going to be read. */
async function failedDecision(
  { database }: PayShopCodeDeps,
  { paymentId, payer, currency }: ShopPayment,
  { replayed, refusal }: Extract<Outcome, { readonly status: 'refused' }>,
): Promise<ShopPaymentDecision> {
  const { walletAccount, deviceId } = payer;
  await insertFailedShopPayment(database, { paymentId, walletAccount, deviceId });
  const failed = await findFailedShopPayment(database, paymentId);
  const { code, ...limit } = shopFailureOf(refusal, { coolingUntil: failed?.coolingUntil ?? null, currency });
  const facts = { payment: formatPublicId('pay', paymentId), money_moved: false };
  return { replayed, result: refuse(code, { ...facts, ...limit }) };
}

async function orderOf(
  deps: PayShopCodeDeps,
  asked: ShopPayment,
  terminal: TerminalListing,
): Promise<Order | 'unknown' | 'other_request'> {
  const { shopCodeId, paymentId, fingerprint } = asked;
  const code = shopCodeId === null ? null : await findShopCode(deps.database, shopCodeId);
  if (code === undefined) return 'unknown';
  const orderReference = code?.orderReference ?? stickerReference(paymentId);
  const objection = asked.objection ?? objectionTo(deps, asked, terminal, code);
  if (objection !== null || code === null) return { orderReference, objection };
  const attempt = await beginOrFind(deps, { paymentId, shopCodeId: code.id, fingerprint });
  if (attempt === undefined) return { orderReference, objection: 'code_expired' };
  const isSame = attempt.shopCodeId === shopCodeId && attempt.fingerprint === fingerprint;
  return isSame ? { orderReference, objection: null } : 'other_request';
}

/** What the resident means to pay is held against what is to be paid: RTS (EU) 2018/389, article 5, dynamic linking. */
function objectionTo(
  { cancelledOrders }: PayShopCodeDeps,
  asked: ShopPayment,
  { merchantId, payableAccount, terminalId, isClosed }: TerminalListing,
  code: ShopCode | null,
): DeclineReason | null {
  if (asked.payeeId !== null && asked.payeeId !== merchantId) return 'payee_differs';
  if (code !== null && !isFor(code, asked)) return 'order_differs';
  if (isClosed) return 'terminal_closed';
  if (code === null) return null;
  return cancelledOrders.has(payableAccount, code.orderReference, terminalId) ? 'order_cancelled' : null;
}

function isFor(code: ShopCode, asked: ShopPayment): boolean {
  return (
    code.terminalId === asked.terminalId &&
    code.amountMinor === asked.amountMinor &&
    code.currency === asked.currency &&
    (asked.orderReference === null || asked.orderReference === code.orderReference)
  );
}

/** A code that is found expired is closed before that is said, so that nothing begins behind our back. */
async function beginOrFind(
  { database, clock }: PayShopCodeDeps,
  attempt: Attempt,
): Promise<Attempt | undefined> {
  const now = clock.now();
  const begun = await beginAttempt(database, attempt, now);
  if (begun !== undefined) return begun;
  await closeShopCode(database, attempt.shopCodeId, now);
  return findAttempt(database, attempt.paymentId);
}

/** A sale at a sticker has no number of the merchant's; this one can be read out at the counter. */
function stickerReference(paymentId: Uuid): string {
  return `S-${formatPublicId('pay', paymentId).slice(-8).toUpperCase()}`;
}

function submit(
  ledger: LedgerClient,
  asked: ShopPayment,
  terminal: TerminalListing,
  { orderReference, objection }: Order,
): Promise<Outcome> {
  const { paymentId: id, fingerprint, shopCodeId, currency, amountMinor, payer } = asked;
  const reference = referenceOf(asked.terminalId, orderReference, shopCodeId);
  const command = { id, fingerprint, purpose: 'payment', reference } as const;
  if (objection !== null) return ledger.submit({ kind: 'decline', ...command, reason: objection });
  const legs = [{ debit: payer.walletAccount, credit: terminal.payableAccount, amountMinor }];
  const once = shopCodeId === null ? {} : { once: shopCodeId };
  return ledger.submit({ kind: 'post', ...command, currency, legs, ...once });
}

function referenceOf(terminalId: Uuid, orderReference: string, shopCodeId: Uuid | null): Reference {
  const code = shopCodeId === null ? {} : { shop_code: formatPublicId('shc', shopCodeId) };
  return { ...paymentReference(terminalId, orderReference), ...code };
}

/** Decides an attempt at a closed code as a no, unless the ledger has decided it already. */
export async function declineAttempt(
  ledger: LedgerClient,
  { terminalId, orderReference, id: shopCodeId }: ShopCode,
  { paymentId: id, fingerprint }: Attempt,
): Promise<'posted' | 'refused'> {
  const reference = referenceOf(terminalId, orderReference, shopCodeId);
  const decline = { id, fingerprint, purpose: 'payment', reason: 'code_expired', reference } as const;
  const outcome = await ledger.submit({ kind: 'decline', ...decline });
  return outcome.status === 'posted' ? 'posted' : 'refused';
}

/** A replay has the fingerprint of the first request, so what is asked now is what was asked then. */
function decisionOf(
  outcome: Exclude<Outcome, { readonly status: 'refused' }>,
  asked: ShopPayment,
  terminal: TerminalListing,
  { orderReference }: Order,
): ShopPaymentDecision {
  if (outcome.status === 'conflict') return decided(refuse('request_id_reused'));
  const { id, replayed, at, businessDate } = outcome;
  const { amountMinor, currency } = asked;
  const { merchantId, storeId, terminalId } = terminal;
  const place = { merchantId, storeId, terminalId, orderReference, chargedBy: null };
  // The first answer said that nothing was refunded yet, and a replay says the same.
  const money = { amountMinor, refundedMinor: 0n, currency };
  const payment = { id, status: 'succeeded', ...money, ...place, at, businessDate } as const;
  return { replayed, result: accept({ payment, terminal }) };
}

function decided(result: ShopPaymentDecision['result']): ShopPaymentDecision {
  return { replayed: false, result };
}
