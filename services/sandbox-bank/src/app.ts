import express, { type Express, type Router } from 'express';
import type { Logger } from 'pino';
import { type Database, queryRows } from './database/database.ts';
import { isDatabaseAway } from './database/database-away.ts';
import { requireBearer } from './http/bearer.ts';
import { handleErrors } from './http/handle-errors.ts';
import { NOT_FOUND, sendProblem } from './http/problem.ts';

export interface AppDeps {
  readonly database: Database;
  readonly apiToken: string;
  readonly log: Logger;
  readonly routers: readonly Router[];
}

/** The HTTP face of the bank: health without a token, everything else behind it. */
export function createApp({ database, apiToken, log, routers }: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');

  app.get('/healthz', async (_request, response) => {
    try {
      await queryRows(database, 'select 1');
      response.json({ status: 'ok' });
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      response.status(503).json({ status: 'database_unavailable' });
    }
  });
  app.use('/v1', requireBearer(apiToken));
  for (const router of routers) app.use(router);
  app.use((_request, response) => sendProblem(response, NOT_FOUND));
  app.use(handleErrors(log));
  return app;
}
