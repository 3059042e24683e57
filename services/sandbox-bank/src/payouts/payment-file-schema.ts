import { z } from 'zod';
import type { PaymentFileAnswer } from './payment-file.ts';

/** A message id in a path: ISO 20022 Max35Text, without control characters or lone surrogates. */
export const messageIdParam = z
  .string()
  .min(1)
  .max(70)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

export function printAnswer({ messageId, fileHash, transactions }: PaymentFileAnswer) {
  return {
    message_id: messageId,
    file_hash: fileHash,
    status: 'accepted',
    transactions: transactions.map(({ endToEndId, status, reason }) => ({
      end_to_end_id: endToEndId,
      status,
      ...(reason === null ? {} : { reason }),
    })),
  };
}
