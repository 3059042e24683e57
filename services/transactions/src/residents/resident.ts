import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** Someone who lives here and has a wallet. */
export interface Resident {
  readonly id: Uuid;
  readonly name: string;
  /** The account at a bank that top-ups are debited from. */
  readonly bankAccount: string;
  readonly wallet: Wallet;
}

/** Where a resident's stored value is kept. The balance is the ledger's to tell. */
export interface Wallet {
  readonly id: Uuid;
  readonly account: Uuid;
  readonly currency: CurrencyCode;
}
