import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** The operator's staff and services. */
export interface OperatorPrincipal {
  readonly kind: 'operator';
}

/** A resident's phone. */
export interface ResidentPrincipal {
  readonly kind: 'resident';
  readonly residentId: Uuid;
  readonly walletId: Uuid;
  /** The wallet's account in the ledger. */
  readonly walletAccount: Uuid;
  readonly currency: CurrencyCode;
}

/** A merchant's server or till. */
export interface MerchantPrincipal {
  readonly kind: 'merchant';
  readonly merchantId: Uuid;
  /** What we owe the merchant: its account in the ledger. */
  readonly payableAccount: Uuid;
  readonly currency: CurrencyCode;
}

export type Principal = OperatorPrincipal | ResidentPrincipal | MerchantPrincipal;
