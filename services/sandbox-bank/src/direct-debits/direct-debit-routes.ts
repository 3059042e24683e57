import { Router } from 'express';
import type { Database } from '../database/database.ts';
import { jsonBody } from '../http/bodies.ts';
import { NOT_FOUND, type Problem, sendProblem } from '../http/problem.ts';
import { readInput } from '../http/read-input.ts';
import type { createAcceptDirectDebit, DirectDebitRefusal } from './accept-direct-debit.ts';
import { directDebitBody, directDebitReference, printDirectDebit } from './direct-debit-schema.ts';
import { findDirectDebit } from './direct-debit-store.ts';

export interface DirectDebitRoutesDeps {
  readonly database: Database;
  readonly acceptDirectDebit: ReturnType<typeof createAcceptDirectDebit>;
}

const REFUSALS: Readonly<Record<DirectDebitRefusal, Omit<Problem, 'code'>>> = {
  reference_reused: { status: 409, detail: 'This reference belongs to a direct debit with other content.' },
  creditor_account_unknown: { status: 422, detail: 'The creditor account is not kept at this bank.' },
  creditor_currency_mismatch: { status: 422, detail: 'The creditor account is kept in another currency.' },
  same_account: { status: 422, detail: 'Debtor and creditor are the same account.' },
};

export function createDirectDebitRoutes({ database, acceptDirectDebit }: DirectDebitRoutesDeps): Router {
  const router = Router();

  router.post('/v1/direct-debits', ...jsonBody, async (request, response) => {
    const input = readInput(directDebitBody, request.body);
    if (!input.ok) return sendProblem(response, input.problem);
    const result = await acceptDirectDebit(input.value);
    if (result.outcome === 'refused') {
      return sendProblem(response, { ...REFUSALS[result.code], code: result.code });
    }
    response.status(result.outcome === 'accepted' ? 202 : 200).json(printDirectDebit(result.debit));
  });

  router.get('/v1/direct-debits/:reference', async (request, response) => {
    const reference = directDebitReference.safeParse(request.params.reference);
    const debit = reference.success ? await findDirectDebit(database, reference.data) : undefined;
    if (debit === undefined) return sendProblem(response, NOT_FOUND);
    response.json(printDirectDebit(debit));
  });

  return router;
}
