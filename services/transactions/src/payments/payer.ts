import type { Uuid } from '@tamsui/ids';

/** Whose money a code stands for, and the token that makes the code single-use: the book spends it with the payment. */
export interface Payer {
  readonly residentId: Uuid;
  readonly walletAccount: Uuid;
  readonly onceToken: Uuid;
}
