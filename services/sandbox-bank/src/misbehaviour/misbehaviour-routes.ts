import { Router } from 'express';
import type { Database } from '../database/database.ts';
import { jsonBody } from '../http/bodies.ts';
import { sendProblem } from '../http/problem.ts';
import { readInput } from '../http/read-input.ts';
import { misbehaviourBody, printMisbehaviour } from './misbehaviour-schema.ts';
import { findMisbehaviour, saveMisbehaviour } from './misbehaviour-store.ts';

export function createMisbehaviourRoutes({ database }: { readonly database: Database }): Router {
  const router = Router();

  router.get('/v1/misbehaviour', async (_request, response) => {
    response.json(printMisbehaviour(await findMisbehaviour(database)));
  });

  router.put('/v1/misbehaviour', ...jsonBody, async (request, response) => {
    const input = readInput(misbehaviourBody, request.body);
    if (!input.ok) return sendProblem(response, input.problem);
    await saveMisbehaviour(database, input.value);
    response.json(printMisbehaviour(input.value));
  });

  return router;
}
