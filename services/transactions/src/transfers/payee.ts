import type { Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/** How long a resident may take between looking somebody up and sending money. */
export const PAYEE_TOKEN_LIFETIME_MS = 10 * 60_000;

/** Looking up one's friends needs no more than this; looking up a city would need years. */
export const MAX_LOOKUPS = 30;
export const LOOKUP_WINDOW_MS = 60 * 60_000;

/** By what somebody is looked up: a phone number (E.164), or the id of the wallet. */
export type PayeeNumber = { readonly phone: string } | { readonly wallet: Uuid };

/** Somebody's wallet, as far as sending money there needs it. */
export interface PayeeWallet {
  readonly walletId: Uuid;
  readonly account: Uuid;
  readonly residentId: Uuid;
  readonly currency: CurrencyCode;
}

/** What a resident found. Its id is the payee token, which only that resident can use. */
export interface PayeeLookup {
  readonly id: Uuid;
  readonly residentId: Uuid;
  /** Undefined: nobody has this number. The resident is not told. */
  readonly payee: PayeeWallet | undefined;
  readonly maskedName: string;
  readonly expiresAt: Date;
}
