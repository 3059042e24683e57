import { Fault } from '@tamsui/errors';
import type { CurrencyCode } from '@tamsui/money';
import type { JsonClient } from '@tamsui/platform/http-client';

export interface BankAccount {
  readonly accountNumber: string;
  readonly holderName: string;
  readonly currency: CurrencyCode;
  /** In major units. */
  readonly openingBalance: string;
}

/** Opens an account at the sandbox bank, or finds it opened. @throws Fault when the bank does not */
export type OpenBankAccount = (account: BankAccount) => Promise<void>;

/** Only a sandbox bank opens accounts for whoever asks, with money in them. */
export function createOpenBankAccount(http: JsonClient): OpenBankAccount {
  return async ({ accountNumber, holderName, currency, openingBalance }) => {
    const body = {
      account_number: accountNumber,
      holder_name: holderName,
      currency,
      opening_balance: openingBalance,
    };
    const { status, body: answer } = await http.send({ method: 'POST', path: '/v1/accounts', body });
    if (status === 200 || status === 201) return;
    throw new Fault('bank_answer_unexpected', `The bank answered ${status} and opened no account.`, {
      cause: answer,
      retryable: false,
    });
  };
}
