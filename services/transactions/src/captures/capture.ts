import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { PostCommand } from '@tamsui/ledger-client';
import type { CurrencyCode } from '@tamsui/money';
import { paymentReference } from '../payments/payment.ts';
import type { PayableStaged } from '../payments/staged-payment.ts';

/** Captures of one payment that were not refused: each refund of it looks at all of them. */
export const MAX_CAPTURES = 20;

/** A capture as it was asked for. */
export interface CaptureRequest {
  /** The id of its entry in the ledger. */
  readonly id: Uuid;
  readonly paymentId: Uuid;
  readonly fingerprint: string;
  readonly amountMinor: bigint;
  /** What is left of the authorisation is released with it. */
  readonly final: boolean;
  /** Who acted for the merchant, `key_…` or `csh_…`. */
  readonly actor: string;
  readonly createdAt: Date;
}

/** Money of an authorised payment that went to the merchant. */
export interface Capture {
  readonly id: Uuid;
  readonly paymentId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly final: boolean;
  readonly at: Date;
  readonly businessDate: string;
}

/** The command that a merchant's request with this key becomes. */
export function captureIdOf(merchantId: Uuid, idempotencyKey: string): Uuid {
  return commandId(['merchant', merchantId, 'POST /v1/payments/:id/captures'], idempotencyKey);
}

/** Takes the money out of the hold: the book sees to it that all captures together stay within it. */
export function captureCommand(staged: PayableStaged, asked: CaptureRequest): PostCommand {
  const { id, fingerprint, amountMinor, actor: by } = asked;
  const { payer, payableAccount, currency, terminalId, orderReference } = staged;
  return {
    kind: 'post',
    id,
    fingerprint,
    purpose: 'payment',
    currency,
    legs: [{ debit: payer.walletAccount, credit: payableAccount, amountMinor }],
    hold: staged.id,
    reference: {
      ...paymentReference(terminalId, orderReference),
      payment: formatPublicId('pay', staged.id),
      by,
    },
  };
}
