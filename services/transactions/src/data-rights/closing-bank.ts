import { Fault } from '@tamsui/errors';
import { writePain001 } from '@tamsui/iso20022';
import { dateInZone } from '@tamsui/platform/clock';
import type { JsonClient } from '@tamsui/platform/http-client';
import { z } from 'zod';
import { bankReferenceOf, type ClosingPayout } from './closing.ts';

/** Who pays, as the bank knows it. */
export interface Payer {
  readonly name: string;
  readonly accountNumber: string;
  readonly bankCode: string;
}

/** Whose account the money goes to. */
export interface Creditor {
  readonly name: string;
  readonly accountNumber: string;
}

export type PayoutAnswer =
  | { readonly status: 'paid' }
  | { readonly status: 'returned'; readonly reason: string };

/** @throws Fault: `bank_unavailable`, retryable, when the outcome is unknown; others need a person */
export type OrderPayout = (payout: ClosingPayout, creditor: Creditor) => Promise<PayoutAnswer>;

/** ISO 20022 transaction status: accepted, settlement completed; or rejected, with a reason. */
const answerWire = z.object({
  transactions: z.tuple([
    z.object({
      end_to_end_id: z.string(),
      status: z.enum(['ACSC', 'RJCT']),
      reason: z.string().max(40).nullish(),
    }),
  ]),
});

/**
 * Pays by a pain.001 of one transfer. Its bytes come from the payout alone, so that sending it again is sending the same
 * file, which the bank takes once. Residents' accounts are kept at our own bank: that is what was checked of them.
 */
export function createOrderPayout(
  http: JsonClient,
  { payer, timeZone }: { readonly payer: Payer; readonly timeZone: string },
): OrderPayout {
  return async (payout, { name, accountNumber }) => {
    const id = bankReferenceOf(payout);
    const body = writePain001({
      messageId: id,
      createdAt: payout.createdAt.toISOString(),
      initiatingPartyName: payer.name,
      requestedExecutionDate: dateInZone(payout.createdAt, timeZone),
      debtor: payer,
      transfers: [
        {
          endToEndId: id,
          instructionId: id,
          amountMinor: payout.amountMinor,
          currency: payout.currency,
          creditor: { name, accountNumber, bankCode: payer.bankCode },
          remittance: `${payer.name}: wallet closed`,
        },
      ],
    });
    const sent = { method: 'POST', path: '/v1/payment-files', contentType: 'application/xml', body } as const;
    return answerOf(await http.send(sent), id);
  };
}

function answerOf(
  { status, body }: { readonly status: number; readonly body: unknown },
  id: string,
): PayoutAnswer {
  const parsed = status === 200 || status === 202 ? answerWire.safeParse(body) : undefined;
  const transaction = parsed?.data?.transactions[0];
  if (transaction === undefined || transaction.end_to_end_id !== id) {
    throw new Fault('bank_answer_unexpected', `The bank answered ${status} to the payout ${id}.`, {
      cause: parsed?.error ?? body,
      retryable: false,
    });
  }
  return transaction.status === 'ACSC'
    ? { status: 'paid' }
    : { status: 'returned', reason: transaction.reason ?? 'unknown' };
}
