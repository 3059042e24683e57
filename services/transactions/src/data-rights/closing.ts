import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/**
 * The end of a wallet:
 *
 *     paying_out ──► closed      what was left is at the resident's bank, and the wallet is empty for ever
 *         └────────► returned    the bank did not take it: the money is back, and the wallet is open again
 */
export type ClosingState = 'paying_out' | 'closed' | 'returned';

export interface Closing {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly walletId: Uuid;
  readonly walletAccount: Uuid;
  readonly currency: CurrencyCode;
  readonly state: ClosingState;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  /** Why the bank gave the money back, a code of ISO 20022. */
  readonly bankReason: string | null;
}

/**
 * One payment of what is left: fixed, so that a retry asks for the same; posted in the ledger; paid or returned by the
 * bank. Refused: the ledger had less by then, and the next one takes its place.
 */
export type PayoutState = 'fixed' | 'posted' | 'paid' | 'refused' | 'returned';

export interface ClosingPayout {
  readonly closingId: Uuid;
  readonly round: number;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** Closed by the vault: see `creditorPlace`. */
  readonly sealedCreditor: Buffer | null;
  readonly state: PayoutState;
  readonly createdAt: Date;
}

export type PayoutKey = Pick<ClosingPayout, 'closingId' | 'round'>;

/** The command that takes the money out of the wallet, or puts it back: once each, whoever asks. */
export function payoutCommandId({ closingId, round }: PayoutKey, what: 'payout' | 'return'): Uuid {
  return commandId(['wallet-closing', closingId], `${what} ${round}`);
}

/** What the bank calls it, in characters that banks take: 32 of the 35 characters that banks carry, for up to nine rounds. */
export function bankReferenceOf({ closingId, round }: PayoutKey): string {
  return `${formatPublicId('cls', closingId).replace('_', '-')}-${round}`;
}

/** A wallet that money runs into all the time cannot be emptied. */
export const MAX_ROUNDS = 9;

export function creditorPlace({ closingId, round }: PayoutKey): readonly string[] {
  return ['closing-payout', closingId, String(round), 'creditor'];
}
