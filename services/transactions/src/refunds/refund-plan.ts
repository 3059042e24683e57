import { commandId, formatPublicId, type Uuid } from '@tamsui/ids';
import type { PostCommand } from '@tamsui/ledger-client';
import type { PayableStaged } from '../payments/staged-payment.ts';
import { refundReference } from './refund.ts';

/** What is left to be given back of a capture. */
export interface RefundableCapture {
  readonly captureId: Uuid;
  readonly leftMinor: bigint;
}

/** What a refund takes from one capture. */
export interface RefundPart {
  readonly part: number;
  /** The id of its entry in the ledger; of the first part it is the refund's own. */
  readonly entryId: Uuid;
  readonly captureId: Uuid;
  readonly amountMinor: bigint;
}

/** A refund of a payment that was captured in parts, as it was asked for. */
export interface RefundPlan {
  readonly id: Uuid;
  readonly paymentId: Uuid;
  readonly fingerprint: string;
  readonly amountMinor: bigint;
  readonly reason: string | null;
  /** Who acted for the merchant, `key_…` or `csh_…`. */
  readonly actor: string;
  /** What was left to be given back, when that was less and the refund was refused; null for one with parts. */
  readonly leftMinor: bigint | null;
  readonly createdAt: Date;
}

/** Takes an amount from captures in order; undefined when they do not have it. */
export function planParts(
  refundId: Uuid,
  amountMinor: bigint,
  captures: readonly RefundableCapture[],
): RefundPart[] | undefined {
  const parts: RefundPart[] = [];
  let restMinor = amountMinor;
  for (const { captureId, leftMinor } of captures) {
    const partMinor = smallerOf(leftMinor, restMinor);
    if (partMinor <= 0n) continue;
    const part = parts.length;
    parts.push({ part, entryId: partIdOf(refundId, part), captureId, amountMinor: partMinor });
    restMinor -= partMinor;
  }
  return restMinor === 0n ? parts : undefined;
}

function smallerOf(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

function partIdOf(refundId: Uuid, part: number): Uuid {
  return part === 0 ? refundId : commandId(['refund-part', refundId], String(part));
}

export function partCommand(staged: PayableStaged, plan: RefundPlan, part: RefundPart): PostCommand {
  const { payer, payableAccount, currency, terminalId } = staged;
  const { amountMinor, captureId, entryId } = part;
  return {
    kind: 'post',
    id: entryId,
    fingerprint: plan.fingerprint,
    purpose: 'refund',
    currency,
    legs: [{ debit: payableAccount, credit: payer.walletAccount, amountMinor }],
    refunds: captureId,
    reference: {
      ...refundReference(terminalId, plan.reason, plan.actor),
      payment: formatPublicId('pay', staged.id),
      ...(part.part === 0 ? {} : { refund: formatPublicId('rfd', plan.id) }),
    },
  };
}
