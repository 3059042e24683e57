import { Router } from 'express';
import { findAccount } from '../accounts/account-store.ts';
import type { Database } from '../database/database.ts';
import { NOT_FOUND, sendProblem } from '../http/problem.ts';
import { readInput } from '../http/read-input.ts';
import { accountNumber } from '../http/wire-schema.ts';
import type { createCloseStatement } from './close-statement.ts';
import { listQuery, printStatement, sequenceText } from './statement-schema.ts';
import { findDocument, listStatements } from './statement-store.ts';

export interface StatementRoutesDeps {
  readonly database: Database;
  readonly closeStatement: ReturnType<typeof createCloseStatement>;
}

const LIST = '/v1/accounts/:account_number/statements';

export function createStatementRoutes({ database, closeStatement }: StatementRoutesDeps): Router {
  const router = Router();

  router.post(LIST, async (request, response) => {
    const number = accountNumber.safeParse(request.params.account_number);
    const closed = number.success ? await closeStatement(number.data) : undefined;
    if (closed === undefined) return sendProblem(response, NOT_FOUND);
    response.status(201).json(printStatement(closed.statement, closed.account.currency));
  });

  router.get(LIST, async (request, response) => {
    const query = readInput(listQuery, { ...request.query });
    if (!query.ok) return sendProblem(response, query.problem);
    const number = accountNumber.safeParse(request.params.account_number);
    const account = number.success ? await findAccount(database, number.data) : undefined;
    if (account === undefined) return sendProblem(response, NOT_FOUND);
    const { limit, after } = query.value;
    // One more than asked for tells whether there is a next page.
    const found = await listStatements(database, account.accountNumber, after, limit + 1);
    const data = found.slice(0, limit).map((statement) => printStatement(statement, account.currency));
    response.json({ data, has_more: found.length > limit, next_after: data.at(-1)?.sequence ?? null });
  });

  router.get(`${LIST}/:sequence`, async (request, response) => {
    const number = accountNumber.safeParse(request.params.account_number);
    const sequence = sequenceText.safeParse(request.params.sequence);
    if (!number.success || !sequence.success) return sendProblem(response, NOT_FOUND);
    const document = await findDocument(database, number.data, sequence.data);
    if (document === undefined) return sendProblem(response, NOT_FOUND);
    response.type('application/xml').send(document);
  });

  return router;
}
