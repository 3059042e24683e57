import { commandId, fingerprintOf, formatPublicId, type Uuid } from '@tamsui/ids';
import type { DeclineCommand, HoldCommand, PostCommand, ReleaseHoldCommand } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import type { DeclineReason } from './decline-reason.ts';
import type { Payer } from './payer.ts';
import { paymentReference } from './payment.ts';

/** automatic: the money moves at once · manual: it is set aside, and the shop captures it later. */
export type CaptureMode = 'automatic' | 'manual';

/**
 * A payment that takes more than one step, as it was asked for. It is written once, under the payment's id, before
 * anything is decided, so any process answers a retry as the first one did. What became of it is the ledger's to tell.
 */
export interface StagedPayment {
  readonly id: Uuid;
  readonly fingerprint: string;
  readonly merchantId: Uuid;
  readonly payableAccount: Uuid;
  readonly terminalId: Uuid;
  readonly orderReference: string;
  /** Who charged, as `shortActor` spells it; null for what was asked for before it was kept. */
  readonly chargedBy: string | null;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly capture: CaptureMode;
  /** Null when the code stood for nobody; then it is declined, too. */
  readonly payer: Payer | null;
  /** Why it was refused the moment it was asked for. */
  readonly declined: DeclineReason | null;
  /** The resident may confirm it before this; null when nothing has to be confirmed. */
  readonly confirmBefore: Date | null;
  /** It may be captured before this; null for one that is not captured by hand. */
  readonly holdUntil: Date | null;
  readonly createdAt: Date;
}

/** A staged payment that somebody pays. */
export type PayableStaged = StagedPayment & { readonly payer: Payer };

export function isPayable(staged: StagedPayment): staged is PayableStaged {
  return staged.payer !== null && staged.declined === null;
}

/** True while the resident may say yes or no. */
export function isWaiting({ declined, confirmBefore }: StagedPayment, now: Date): boolean {
  return declined === null && confirmBefore !== null && now < confirmBefore;
}

/** The one command that pays, or sets the money aside. Every other answer is a decline under the same id. */
export function payCommand(staged: PayableStaged): PostCommand | HoldCommand {
  const { id, fingerprint, payer, currency, amountMinor, holdUntil, payableAccount } = staged;
  const reference = paymentReference(staged.terminalId, staged.orderReference, staged.chargedBy);
  const spent = { id, fingerprint, currency, once: payer.onceToken, reference };
  if (staged.capture === 'manual')
    return { kind: 'hold', ...spent, account: payer.walletAccount, amountMinor, expiresAt: holdUntil };
  const legs = [{ debit: payer.walletAccount, credit: payableAccount, amountMinor }];
  return { kind: 'post', ...spent, purpose: 'payment', legs };
}

/** Decides the payment as a no, unless the ledger has decided it already. */
export function declineCommand(
  {
    id,
    fingerprint,
    terminalId,
    orderReference,
    chargedBy,
  }: Pick<StagedPayment, 'id' | 'fingerprint' | 'terminalId' | 'orderReference' | 'chargedBy'>,
  reason: DeclineReason,
): DeclineCommand {
  const reference = paymentReference(terminalId, orderReference, chargedBy);
  return { kind: 'decline', id, fingerprint, purpose: 'payment', reason, reference };
}

/** What is left of an authorisation is released at most once, whoever asks. */
export function releaseIdOf(paymentId: Uuid): Uuid {
  return commandId(['release-of-payment'], paymentId);
}

export function releaseCommand(staged: PayableStaged, by: string): ReleaseHoldCommand {
  return {
    kind: 'release_hold',
    id: releaseIdOf(staged.id),
    fingerprint: fingerprintOf({ release: staged.id }),
    account: staged.payer.walletAccount,
    hold: staged.id,
    amountMinor: null,
    reference: { payment: formatPublicId('pay', staged.id), by },
  };
}
