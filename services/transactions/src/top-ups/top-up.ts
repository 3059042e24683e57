import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { CurrencyCode } from '@tamsui/money';

/**
 * How far a top-up has come. It only ever goes forward:
 *
 *     requested ──► pending ──► confirmed ──► succeeded
 *         └────────────┴──────► failed
 *
 * `confirmed`: the bank has the money, and the ledger is to be told. It is a state of its own so that "succeeded" and
 * "failed" can never both be acted on: whichever is written first shuts the other out, before any money is credited.
 */
export type TopUpStatus = 'requested' | 'pending' | 'confirmed' | 'succeeded' | 'failed';

/** Money on its way from a resident's bank account into the wallet. */
export interface TopUp {
  readonly id: Uuid;
  readonly residentId: Uuid;
  readonly walletAccount: Uuid;
  readonly fingerprint: string;
  /** What the bank calls it: our public id, 30 characters of the 35 that banks carry. */
  readonly reference: string;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** The resident's account at the time of asking, closed by the vault: see `debtorAccountPlace`. */
  readonly sealedDebtorAccount: Buffer;
  /** Ours, for safeguarded money. */
  readonly creditorAccount: string;
  readonly status: TopUpStatus;
  readonly failureCode: string | null;
  readonly createdAt: Date;
}

/** The top-up that a resident's request with this key names, for ever. */
export function topUpIdOf(residentId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['resident', residentId, 'POST /v1/top-ups'], idempotencyKey);
}

export function topUpReference(id: Uuid): string {
  return formatPublicId('top', id);
}

/**
 * The command that credits a top-up: of the top-up, not of the message that told of it, so there is only one. When the
 * ledger has refused it, for ever, since the wallet was full, the next attempt takes its place: one posts at most.
 * @param attempt 1, 2, 3 …
 */
export function creditCommandId(id: Uuid, attempt: number): Uuid {
  return commandId(['top-up', id], attempt === 1 ? 'credit' : `credit ${attempt}`);
}

/** Where the vault's seal of a debtor's account belongs. */
export function debtorAccountPlace(id: Uuid): readonly string[] {
  return ['top-up', id, 'debtor-account'];
}

export function isFinished(status: TopUpStatus): boolean {
  return status === 'succeeded' || status === 'failed';
}
