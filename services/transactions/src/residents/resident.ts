import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';
import type { Assurance } from '../auth/principal.ts';

/** Someone who lives here and has a wallet. Who that is, the vault knows. */
export interface Resident {
  readonly id: Uuid;
  readonly assurance: Assurance;
  readonly wallet: Wallet;
}

/** Where a resident's stored value is kept. The balance is the ledger's to tell. */
export interface Wallet {
  readonly id: Uuid;
  readonly account: Uuid;
  readonly currency: CurrencyCode;
}
