import { commandId, fingerprintOf, formatPublicId, type Uuid } from '@tamsui/ids';
import type { Reference } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { TransferFailure } from './transfer-errors.ts';

/**
 * How far a transfer has come. It only ever goes forward:
 *
 *     scheduled ──► sending ──► succeeded
 *         │            └──────► failed
 *         └──► cancelled
 *
 * One that is not scheduled begins with `sending`. While it is `sending`, only the ledger knows: it decides once for
 * the transfer's id, however often it is asked.
 */
export type TransferStatus = 'scheduled' | 'sending' | 'succeeded' | 'failed' | 'cancelled';

/** Whom money goes to. */
export interface Payee {
  readonly residentId: Uuid;
  readonly account: Uuid;
}

/** Money from one resident to another. */
export interface Transfer {
  /** The id of its entry in the ledger. */
  readonly id: Uuid;
  readonly payerId: Uuid;
  readonly payerAccount: Uuid;
  /** The device that asked for it; null for a token of the sandbox. */
  readonly deviceId: Uuid | null;
  /** Null: the number that the payer looked up is nobody's, or was not looked up at all. Nobody receives nothing. */
  readonly payee: Payee | null;
  /** The share of a money request that it pays. */
  readonly shareId: Uuid | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  /** `TransferDetails`, encrypted with the payer's key. */
  readonly details: Buffer;
  /** Null: at once. */
  readonly sendAt: Date | null;
  readonly status: TransferStatus;
  readonly failure: TransferFailure | null;
  readonly createdAt: Date;
  /** When the ledger posted it. */
  readonly sentAt: Date | null;
}

/** The command that a resident's request with this key becomes, whenever and wherever it is sent. */
export function transferIdOf(residentId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['resident', residentId, 'POST /v1/transfers'], idempotencyKey);
}

/** What the ledger knows the transfer by. Nothing of what was written goes into the journal, not even hashed. */
export function ledgerFingerprintOf(transfer: Transfer): string {
  const { id, payerAccount, payee, amountMinor, currency } = transfer;
  return fingerprintOf({ id, payerAccount, payee: payee?.account, amount: amountMinor.toString(), currency });
}

export function transferReference({ shareId }: Transfer): Reference {
  return shareId === null ? {} : { share: formatPublicId('shr', shareId) };
}

export function isFinished(status: TransferStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

/** True when it failed before the ledger was asked: then a scheduled one was never scheduled. */
export function isRefusedAtOnce({ failure }: Transfer): boolean {
  return failure?.code === 'payee_token_expired' || failure?.code === 'self_transfer';
}
