import { formatAmount } from '@tamsui/money';
import { z } from 'zod';
import { accountNumber, amountMinorOf, currency, plainText } from '../http/wire-schema.ts';
import type { DirectDebit, DirectDebitOrder } from './direct-debit.ts';

/** ISO 20022 Max140Text: the description is the remittance line on both statements. */
const MAX_DESCRIPTION_CODE_POINTS = 140;

export const directDebitReference = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,35}$/, 'must be 1 to 35 of A-Z a-z 0-9 - _');

export const directDebitBody = z
  .strictObject({
    reference: directDebitReference,
    debtor_account: accountNumber,
    creditor_account: accountNumber,
    amount: z.string(),
    currency,
    description: plainText(MAX_DESCRIPTION_CODE_POINTS).optional(),
  })
  .transform(
    (body, context): DirectDebitOrder => ({
      reference: body.reference,
      debtorAccount: body.debtor_account,
      creditorAccount: body.creditor_account,
      amountMinor: amountMinorOf(body.amount, body.currency, 'amount', context),
      currency: body.currency,
      description: body.description ?? null,
    }),
  );

export function printDirectDebit(debit: DirectDebit) {
  return {
    id: debit.id,
    reference: debit.reference,
    status: debit.status,
    debtor_account: debit.debtorAccount,
    creditor_account: debit.creditorAccount,
    amount: formatAmount(debit.amountMinor, debit.currency),
    currency: debit.currency,
    failure_code: debit.failureCode,
    booked_at: debit.bookedAt?.toISOString() ?? null,
  };
}

/** The body of a webhook: what happened to a direct debit that was executed or failed. */
export function printDirectDebitEvent(debit: DirectDebit, at: Date): string {
  return JSON.stringify({
    type: `direct_debit.${debit.status}`,
    timestamp: at.toISOString(),
    data: {
      id: debit.id,
      reference: debit.reference,
      amount: formatAmount(debit.amountMinor, debit.currency),
      currency: debit.currency,
      creditor_account: debit.creditorAccount,
      ...(debit.failureCode === null ? {} : { failure_code: debit.failureCode }),
    },
  });
}
