import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { FeePlan } from '../fee-plans/fee-plan.ts';

/** Where a merchant's payouts go. */
export interface PayoutAccount {
  readonly holderName: string;
  readonly bankCode: string;
  readonly accountNumber: string;
}

/** A business with a number of its own, or a person who trades without one. */
export const MERCHANT_KINDS = ['organisation', 'personal'] as const;
export type MerchantKind = (typeof MERCHANT_KINDS)[number];

/** Someone who is paid. */
export interface Merchant {
  readonly id: Uuid;
  readonly kind: MerchantKind;
  readonly name: string;
  /** 統一編號; null for a person, and for whom the operator added without asking for it. */
  readonly businessNumber: string | null;
  /** What the operator takes of each payment. Settlement computes it, not the payment. */
  readonly feePlan: FeePlan;
  readonly payoutAccount: PayoutAccount;
  /** What we owe the merchant: its account in the ledger. */
  readonly payableAccount: Uuid;
  readonly currency: CurrencyCode;
  readonly createdAt: Date;
}

/** A shop of a merchant. */
export interface Store {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly name: string;
  readonly createdAt: Date;
  /** Null while it is open. */
  readonly closedAt: Date | null;
}

/** A till in a store. */
export interface Terminal {
  readonly id: Uuid;
  readonly storeId: Uuid;
  readonly name: string;
  readonly createdAt: Date;
  /** Null while it takes payments. */
  readonly closedAt: Date | null;
}
