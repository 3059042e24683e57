import { createHash } from 'node:crypto';
import type { Uuid } from '@tamsui/ids';
import { type Pain001Party, writePain001 } from '@tamsui/iso20022';
import { dateInZone } from '@tamsui/platform/clock';
import { messageIdOf, type SettlementRun } from '../settlement-runs/settlement-run.ts';

/** A payout that goes to a bank account. */
export interface Transfer {
  readonly payout: Uuid;
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly creditor: Pain001Party;
}

/** Who pays, as the bank knows it. */
export interface Payer {
  readonly name: string;
  readonly accountNumber: string;
  readonly bankCode: string;
}

/** A bank file as it is kept and sent: the same bytes for ever. */
export interface PaymentFile {
  readonly run: Uuid;
  readonly messageId: string;
  readonly content: Buffer;
  readonly sha256: Buffer;
  readonly transferCount: number;
  readonly controlSumMinor: bigint;
}

/**
 * The pain.001.001.09 of a run with at least one transfer. All of it comes from the run and its payouts, the times
 * included, so it has the same bytes however often it is made.
 */
export function paymentFileOf(
  run: SettlementRun,
  transfers: readonly Transfer[],
  payer: Payer,
  timeZone: string,
): PaymentFile {
  const messageId = messageIdOf(run);
  const xml = writePain001({
    messageId,
    createdAt: run.createdAt.toISOString(),
    initiatingPartyName: payer.name,
    requestedExecutionDate: dateInZone(run.createdAt, timeZone),
    debtor: payer,
    transfers: transfers.map(({ endToEndId, amountMinor, creditor }) => ({
      endToEndId,
      instructionId: endToEndId,
      amountMinor,
      currency: run.currency,
      creditor,
      remittance: `${payer.name} ${run.businessDate}`,
    })),
  });
  const content = Buffer.from(xml, 'utf8');
  return {
    run: run.id,
    messageId,
    content,
    sha256: createHash('sha256').update(content).digest(),
    transferCount: transfers.length,
    controlSumMinor: transfers.reduce((sum, transfer) => sum + transfer.amountMinor, 0n),
  };
}
