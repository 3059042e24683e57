import { type Response, Router } from 'express';
import { z } from 'zod';
import { findAccount } from '../accounts/account-store.ts';
import type { Database } from '../database/database.ts';
import { jsonBody } from '../http/bodies.ts';
import { sendProblem } from '../http/problem.ts';
import { readInput } from '../http/read-input.ts';
import { accountNumber, plainText } from '../http/wire-schema.ts';
import { findMisbehaviour } from '../misbehaviour/misbehaviour-store.ts';
import {
  type AccountCheckManner,
  type AccountCheckResult,
  checkHolder,
  OWN_BANK_CODE,
} from './account-check.ts';

/** ISO 20022 Max140Text, as for accounts. */
const MAX_NAME_CODE_POINTS = 140;

const accountCheckBody = z.strictObject({
  bank_code: z.string().regex(/^[0-9A-Z]{3,11}$/, 'must be 3 to 11 digits or capital letters'),
  account_number: accountNumber,
  holder_name: plainText(MAX_NAME_CODE_POINTS),
});

interface Answered {
  readonly account_number: string;
  readonly result: AccountCheckResult;
}

/** What each manner makes of the honest answer. */
const ANSWER: Readonly<Record<AccountCheckManner, (response: Response, honest: Answered) => void>> = {
  honest: (response, honest) => response.json(honest),
  late: (response, { account_number }) => response.status(202).json({ account_number, result: 'late' }),
  hang_up: (response) => response.destroy(),
  failing: (response) =>
    sendProblem(response, { status: 500, code: 'internal_error', detail: 'The bank made a mistake.' }),
  garbled: (response) => response.json({ result: 'perhaps' }),
  mixed_up: (response, { result }) => response.json({ account_number: '00000000000000', result }),
};

/** Tells whether an account belongs to a name, without telling whose it is otherwise. Nothing is kept. */
export function createAccountCheckRoutes({ database }: { readonly database: Database }): Router {
  const router = Router();

  router.post('/v1/account-checks', ...jsonBody, async (request, response) => {
    const input = readInput(accountCheckBody, request.body);
    if (!input.ok) return sendProblem(response, input.problem);
    const { bank_code, account_number, holder_name } = input.value;
    const account = bank_code === OWN_BANK_CODE ? await findAccount(database, account_number) : undefined;
    const { accountChecks } = await findMisbehaviour(database);
    ANSWER[accountChecks](response, {
      account_number,
      result: checkHolder(account?.holderName, holder_name),
    });
  });

  return router;
}
