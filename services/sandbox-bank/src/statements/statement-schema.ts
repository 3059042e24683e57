import { type CurrencyCode, formatAmount } from '@tamsui/money';
import { z } from 'zod';
import type { Statement } from './statement.ts';

const MAX_PAGE = 100;

/** A statement number: digits, small enough for a bigint column. */
export const sequenceText = z
  .string()
  .regex(/^[0-9]{1,15}$/, 'must be digits')
  .transform(BigInt);

export const listQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[0-9]{1,3}$/, 'must be digits')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MAX_PAGE, `must be 1 to ${MAX_PAGE}`)
    .default(MAX_PAGE),
  after: sequenceText.default(0n),
});

export function printStatement(statement: Statement, currency: CurrencyCode) {
  return {
    sequence: Number(statement.sequence),
    opening_balance: formatAmount(statement.openingBalanceMinor, currency),
    closing_balance: formatAmount(statement.closingBalanceMinor, currency),
    entry_count: statement.entryCount,
    from: statement.from.toISOString(),
    to: statement.to.toISOString(),
  };
}
