import { type Refusal, type Result, refuse } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import { moneyWire } from '../http/money-fields.ts';
import type { FoundPayment } from '../payments/find-payment.ts';
import type { Refund } from './refund.ts';
import type { RefundRefusalCode } from './refund-errors.ts';

/** What is to go back of a payment that was found. */
export interface GiveBack {
  /** The command that it becomes, however often it is asked for. */
  readonly refundId: Uuid;
  readonly fingerprint: string;
  readonly found: FoundPayment;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly reason: string | null;
  /** Who acted for the merchant, `key_…` or `csh_…`. */
  readonly by: string;
}

/** What became of a request to refund, and whether that was decided before. */
export interface RefundDecision {
  readonly replayed: boolean;
  readonly result: Result<Refund, Refusal<RefundRefusalCode>>;
}

export function exceedsOriginal(leftMinor: bigint, currency: CurrencyCode): RefundDecision['result'] {
  return refuse('refund_exceeds_original', { refundable: moneyWire(leftMinor, currency) });
}

export function notDecided(result: RefundDecision['result']): RefundDecision {
  return { replayed: false, result };
}
