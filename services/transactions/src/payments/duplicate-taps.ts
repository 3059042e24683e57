import type { Uuid } from '@tamsui/ids';

/** Two payments of one resident at one till with one amount, closer together than this, look like one tapped twice. */
export const DUPLICATE_WINDOW_MS = 5_000;

/** What makes two payments look alike. */
export interface Tap {
  readonly walletAccount: Uuid;
  readonly terminalId: Uuid;
  readonly amountMinor: bigint;
}

/**
 * Remembers for a moment what was paid, so that a till asks before it charges the same again. A courtesy and no
 * guarantee: that a key charges once is the book's promise. All of it may vanish.
 */
export interface DuplicateTaps {
  /** Puts a tap down to a payment. @returns the payment that it is already put down to; undefined for none */
  claim(tap: Tap, paymentId: Uuid): Promise<Uuid | undefined>;
  /** Forgets a tap whose payment was refused: trying again is no duplicate. */
  forget(tap: Tap, paymentId: Uuid): Promise<void>;
}

export function tapKey({ walletAccount, terminalId, amountMinor }: Tap): string {
  return `${walletAccount}:${terminalId}:${amountMinor}`;
}
