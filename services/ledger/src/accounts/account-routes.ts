import { balanceOf } from '@tamsui/book';
import type { Database } from '@tamsui/platform/database';
import { parseParams } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { pathWithId } from '../books/path-schema.ts';
import { accountNotFound } from './account-problems.ts';
import { findAccount } from './account-store.ts';

interface AccountRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/accounts/:id`: an account's balance as of the last commit. */
export function mountAccountRoutes(router: Router, { bookOf, database }: AccountRoutesDeps): void {
  router.get('/v1/books/:book/accounts/:id', async (req, res) => {
    const { schema } = bookOf(req);
    const account = await findAccount(database, schema, parseParams(pathWithId, req).id);
    if (account === undefined) throw accountNotFound();
    const { id, kind, currency, debits: debitsMinor, credits: creditsMinor, version } = account;
    const balanceMinor = balanceOf({ kind, debitsMinor, creditsMinor });
    res.json({ id, kind, currency, balance_minor: balanceMinor.toString(), version: version.toString() });
  });
}
