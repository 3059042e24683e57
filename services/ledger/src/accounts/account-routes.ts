import type { Database } from '@tamsui/platform/database';
import { parseParams } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { pathWithId } from '../books/path-schema.ts';
import { accountNotFound } from './account-problems.ts';
import { readAccount } from './read-account.ts';

interface AccountRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/accounts/:id`: an account's balance as of the last commit. */
export function mountAccountRoutes(router: Router, { bookOf, database }: AccountRoutesDeps): void {
  router.get('/v1/books/:book/accounts/:id', async (req, res) => {
    const reading = await readAccount(database, parseParams(pathWithId, req).id, bookOf(req).moment());
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
