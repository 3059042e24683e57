import { type Refusal, type Result, refuse } from '@tamsui/errors';
import { formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { MerchantPrincipal } from '../auth/principal.ts';
import type { TerminalListing } from '../merchants/terminal-directory.ts';
import type { BookReason, Payment } from './payment.ts';
import { type PaymentRefusalCode, refusalOfBook } from './payment-errors.ts';
import type { CaptureMode } from './staged-payment.ts';

export interface PaymentRequest {
  readonly merchant: MerchantPrincipal;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly code: string;
  readonly terminalId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly orderReference: string;
  readonly capture: CaptureMode;
  /** The till has asked, and means to charge the same again. */
  readonly confirmDuplicate: boolean;
}

/** A request with what was found out about it. */
export interface FoundRequest extends PaymentRequest {
  readonly id: Uuid;
  readonly terminal: TerminalListing;
}

export type PaymentRefusal = Refusal<PaymentRefusalCode>;

/** What became of a request to pay, and whether that was decided before. */
export interface PaymentDecision {
  readonly replayed: boolean;
  readonly result: Result<Payment, PaymentRefusal>;
}

/** A payment that is decided as a no: the till hears which one it was, and that no money moved. */
export function failed(
  id: Uuid,
  refusal: BookReason,
): { readonly ok: false; readonly refusal: PaymentRefusal } {
  return refuse(refusalOfBook(refusal), { payment: formatPublicId('pay', id), money_moved: false });
}

/** Nothing was decided under the key: it may be used again. */
export function undecided(result: PaymentDecision['result']): PaymentDecision {
  return { replayed: false, result };
}
