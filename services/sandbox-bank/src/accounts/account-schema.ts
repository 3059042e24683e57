import { formatAmount } from '@tamsui/money';
import { z } from 'zod';
import { accountNumber, amountMinorOf, currency, plainText } from '../http/wire-schema.ts';
import type { Account } from './account.ts';

/** ISO 20022 Max140Text: statements carry the name. */
const MAX_NAME_CODE_POINTS = 140;

export const openAccountBody = z
  .strictObject({
    account_number: accountNumber,
    holder_name: plainText(MAX_NAME_CODE_POINTS),
    currency,
    opening_balance: z.string(),
  })
  .transform((body, context) => ({
    accountNumber: body.account_number,
    holderName: body.holder_name,
    currency: body.currency,
    openingBalanceMinor: amountMinorOf(body.opening_balance, body.currency, 'opening_balance', context, true),
  }));

export function printAccount(account: Account) {
  return {
    account_number: account.accountNumber,
    holder_name: account.holderName,
    currency: account.currency,
    balance: formatAmount(account.balanceMinor, account.currency),
  };
}
