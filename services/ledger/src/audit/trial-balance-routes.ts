import type { Database } from '@tamsui/platform/database';
import { parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { resolveAsOf } from '../as-of/as-of.ts';
import { asOfQuery } from '../as-of/as-of-query.ts';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { trialBalanceOf } from './trial-balance.ts';
import { readTrialBalance, readTrialBalanceAsOf } from './trial-balance-store.ts';

interface TrialBalanceRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/trial-balance`: what each kind of account holds, now or `?at=` or `?batch=`, and that it sums to zero. */
export function mountTrialBalanceRoutes(router: Router, { bookOf, database }: TrialBalanceRoutesDeps): void {
  router.get('/v1/books/:book/trial-balance', async (req, res) => {
    const book = bookOf(req);
    const asOf = await resolveAsOf(database, book, parseQuery(asOfQuery, req));
    const rows =
      asOf === undefined
        ? await readTrialBalance(database, book.schema)
        : await readTrialBalanceAsOf(database, book.schema, asOf.batch);
    res.json(trialBalanceOf(rows));
  });
}
