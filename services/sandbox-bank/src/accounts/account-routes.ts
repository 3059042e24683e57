import { Router } from 'express';
import type { Database } from '../database/database.ts';
import { jsonBody } from '../http/bodies.ts';
import { NOT_FOUND, type Problem, sendProblem } from '../http/problem.ts';
import { readInput } from '../http/read-input.ts';
import { accountNumber } from '../http/wire-schema.ts';
import { openAccountBody, printAccount } from './account-schema.ts';
import { findAccount } from './account-store.ts';
import type { createOpenAccount } from './open-account.ts';

export interface AccountRoutesDeps {
  readonly database: Database;
  readonly openAccount: ReturnType<typeof createOpenAccount>;
}

const ACCOUNT_DIFFERS: Problem = {
  status: 409,
  code: 'account_differs',
  detail: 'An account of this number was opened with another name, currency or opening balance.',
};

export function createAccountRoutes({ database, openAccount }: AccountRoutesDeps): Router {
  const router = Router();

  router.post('/v1/accounts', ...jsonBody, async (request, response) => {
    const input = readInput(openAccountBody, request.body);
    if (!input.ok) return sendProblem(response, input.problem);
    const result = await openAccount(input.value);
    if (result.outcome === 'account_differs') return sendProblem(response, ACCOUNT_DIFFERS);
    response.status(result.outcome === 'opened' ? 201 : 200).json(printAccount(result.account));
  });

  router.get('/v1/accounts/:account_number', async (request, response) => {
    const number = accountNumber.safeParse(request.params.account_number);
    const account = number.success ? await findAccount(database, number.data) : undefined;
    if (account === undefined) return sendProblem(response, NOT_FOUND);
    response.json(printAccount(account));
  });

  return router;
}
