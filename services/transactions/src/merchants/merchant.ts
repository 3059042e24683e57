import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** Where a merchant's payouts go. */
export interface PayoutAccount {
  readonly holderName: string;
  readonly bankCode: string;
  readonly accountNumber: string;
}

/** Someone who is paid. */
export interface Merchant {
  readonly id: Uuid;
  readonly name: string;
  /** What the operator takes of each payment, 0 to 10,000. Settlement computes it, not the payment. */
  readonly feeBasisPoints: number;
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
}

/** A till in a store. */
export interface Terminal {
  readonly id: Uuid;
  readonly storeId: Uuid;
  readonly name: string;
  readonly createdAt: Date;
}

/** What lets a merchant's server or till in. The secret itself is not kept. */
export interface ApiKey {
  readonly id: Uuid;
  readonly merchantId: Uuid;
  readonly name: string;
  /** First characters of the secret, so that a person can tell keys apart. */
  readonly prefix: string;
  readonly hash: Buffer;
  readonly createdAt: Date;
}
