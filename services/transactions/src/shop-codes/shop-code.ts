import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** Long enough to find one's phone, short enough that nobody pays for a sale that was given up. */
export const SHOP_CODE_LIFETIME_MS = 15 * 60_000;

/** What a till asks for when it shows a code for one sale. */
export interface ShopCode {
  /** Spent in the ledger by the payment: at most one posted entry may carry it. */
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly terminalId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** The merchant's own number of the sale. */
  readonly orderReference: string;
  /** What the picture says. */
  readonly text: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * `expired` is final: nothing can pay the code any more. Until that is certain it is `open`, even a moment after the
 * code has expired.
 */
export type ShopCodeState =
  | { readonly status: 'open' }
  | { readonly status: 'paid'; readonly paymentId: Uuid }
  | { readonly status: 'expired' };
