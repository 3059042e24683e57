import type { Database } from '@tamsui/platform/database';
import { parseParams, parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { resolveAsOf } from '../as-of/as-of.ts';
import { asOfQuery } from '../as-of/as-of-query.ts';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { pathWithId } from '../books/path-schema.ts';
import { accountNotFound } from './account-problems.ts';
import { readAccount } from './read-account.ts';
import { readAccountAsOf } from './read-account-as-of.ts';

interface AccountRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/accounts/:id`: an account as of the last commit, or of `?at=` an instant, or of `?batch=`. */
export function mountAccountRoutes(router: Router, { bookOf, database }: AccountRoutesDeps): void {
  router.get('/v1/books/:book/accounts/:id', async (req, res) => {
    const moment = bookOf(req).moment();
    const { id: asked } = parseParams(pathWithId, req);
    const asOf = await resolveAsOf(database, moment, parseQuery(asOfQuery, req));
    const reading =
      asOf === undefined
        ? await readAccount(database, asked, moment)
        : await readAccountAsOf(database, moment.schema, { id: asked, asOf });
    if (reading === undefined) throw accountNotFound();
    const { id, kind, currency, status, policy, version } = reading.account;
    res.json({
      id,
      kind,
      currency,
      balance_minor: reading.balanceMinor.toString(),
      held_minor: reading.heldMinor.toString(),
      status,
      policy,
      version: version.toString(),
      as_of_batch: reading.asOfBatch.toString(),
    });
  });
}
