import { Fault } from '@tamsui/errors';
import type { JsonClient } from '@tamsui/platform/http-client';
import { z } from 'zod';
import type { PayoutAccount } from '../merchants/merchant.ts';
import { ACCOUNT_CHECK_RESULTS, type AccountCheckResult } from './application.ts';

/**
 * Asks the bank whether an account belongs to the name.
 * @throws Fault, retryable: `bank_unavailable` when it does not answer, `bank_answer_unexpected` when what it says is
 * no answer to this question. Neither is ever taken for a yes
 */
export type CheckAccount = (account: PayoutAccount) => Promise<AccountCheckResult>;

const answerWire = z.object({ account_number: z.string().max(34), result: z.enum(ACCOUNT_CHECK_RESULTS) });

export function createAccountChecker(http: JsonClient): CheckAccount {
  return async ({ bankCode, accountNumber, holderName }) => {
    const { status, body } = await http.send({
      method: 'POST',
      path: '/v1/account-checks',
      body: { bank_code: bankCode, account_number: accountNumber, holder_name: holderName },
    });
    const parsed = answerWire.safeParse(body);
    const isAnswer = (status === 200 || status === 202) && parsed.success;
    if (isAnswer && parsed.data.account_number === accountNumber) return parsed.data.result;
    throw new Fault(
      'bank_answer_unexpected',
      'What the bank said is no answer to the question whose account it is.',
      {
        cause: parsed.error ?? { status },
        retryable: true,
      },
    );
  };
}
