import type { Database } from '@tamsui/platform/database';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { trialBalanceOf } from './trial-balance.ts';
import { readTrialBalance } from './trial-balance-store.ts';

interface TrialBalanceRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/trial-balance`: what each kind of account holds, and that it all sums to zero. */
export function mountTrialBalanceRoutes(router: Router, { bookOf, database }: TrialBalanceRoutesDeps): void {
  router.get('/v1/books/:book/trial-balance', async (req, res) => {
    res.json(trialBalanceOf(await readTrialBalance(database, bookOf(req).schema)));
  });
}
