import { accept, type Refusal, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { Outcome } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { actorId, type MerchantPrincipal } from '../auth/principal.ts';
import { moneyWire } from '../http/money-fields.ts';
import { type FindPaymentDeps, findPayment } from '../payments/find-payment.ts';
import { isPayable, type PayableStaged, releaseCommand } from '../payments/staged-payment.ts';
import { findStaged } from '../payments/staged-payment-store.ts';
import { type Capture, type CaptureRequest, captureCommand, captureIdOf } from './capture.ts';
import { type CaptureRefusalCode, captureRefusalOf } from './capture-errors.ts';
import { settleCapture, stageCapture } from './capture-store.ts';

export interface AskedCapture {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly paymentId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly final: boolean;
}

/** What became of a request to capture, and whether that was decided before. */
export interface CaptureDecision {
  readonly replayed: boolean;
  readonly result: Result<Capture, Refusal<CaptureRefusalCode>>;
}

/** Takes money that was set aside, in whole or in part. The book never lets all captures exceed what was authorised. */
export async function capturePayment(deps: FindPaymentDeps, asked: AskedCapture): Promise<CaptureDecision> {
  const { merchant, paymentId, fingerprint, amountMinor, final } = asked;
  const staged = await findAuthorised(deps, merchant, paymentId);
  if (typeof staged === 'string') return undecided(staged);
  const wanted: CaptureRequest = {
    id: captureIdOf(merchant.merchantId, asked.idempotencyKey),
    paymentId,
    fingerprint,
    amountMinor,
    final,
    actor: actorId(merchant.actor),
    createdAt: deps.clock.now(),
  };
  const request = await stageCapture(deps.database, wanted);
  if (!request.ok) return undecided(request.refusal.code);
  if (request.value.fingerprint !== fingerprint) return undecided('idempotency_key_reused');
  return decisionOf(await carryOut(deps, staged, request.value), staged, request.value);
}

/** Reads no captures: whether they leave enough is for the book to say. */
async function findAuthorised(
  deps: FindPaymentDeps,
  merchant: MerchantPrincipal,
  id: Uuid,
): Promise<PayableStaged | CaptureRefusalCode> {
  const staged = await findStaged(deps.database, id);
  if (staged?.merchantId !== merchant.merchantId) {
    const isOther = (await findPayment(deps, merchant, id)) !== undefined;
    return isOther ? 'payment_not_authorised' : 'payment_not_found';
  }
  const entry = await deps.ledger.entry(id);
  const isHeld = entry?.purpose === 'hold' && entry.posted;
  return isHeld && isPayable(staged) ? staged : 'payment_not_authorised';
}

async function carryOut(
  deps: FindPaymentDeps,
  staged: PayableStaged,
  request: CaptureRequest,
): Promise<Outcome> {
  const outcome = await deps.ledger.submit(captureCommand(staged, request));
  if (outcome.status !== 'conflict') await settleCapture(deps.database, request.id, outcome.status);
  // A retry releases it again, which changes nothing; without one the rest expires by itself.
  if (outcome.status === 'posted' && request.final) {
    await deps.ledger.submit(releaseCommand(staged, request.actor));
  }
  deps.paymentNews.tell([staged.id]);
  return outcome;
}

function decisionOf(outcome: Outcome, staged: PayableStaged, request: CaptureRequest): CaptureDecision {
  if (outcome.status === 'conflict') return undecided('idempotency_key_reused');
  const { id, replayed, at, businessDate } = outcome;
  const { currency } = staged;
  if (outcome.status === 'refused') {
    const { code, left_minor: left } = outcome.refusal;
    const facts = left === undefined ? {} : { capturable: moneyWire(BigInt(left), currency) };
    const payment = formatPublicId('pay', staged.id);
    return { replayed, result: refuse(captureRefusalOf(code), { payment, ...facts }) };
  }
  const { paymentId, amountMinor, final } = request;
  return { replayed, result: accept({ id, paymentId, amountMinor, currency, final, at, businessDate }) };
}

function undecided(code: CaptureRefusalCode): CaptureDecision {
  return { replayed: false, result: refuse(code) };
}
