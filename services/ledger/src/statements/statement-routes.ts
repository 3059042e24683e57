import type { Database } from '@tamsui/platform/database';
import { parseParams, parseQuery, wholeNumber } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import { accountNotFound } from '../accounts/account-problems.ts';
import { type AccountRow, findAccount } from '../accounts/account-store.ts';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { pathWithId } from '../books/path-schema.ts';
import { readStatement, type StatementPlace, type StatementRow } from './statement-store.ts';

const MAX_LINES = 500;

/** Beyond every version that an account can have. */
const NEWEST = 10n ** 18n;

const pageQuery = z
  .strictObject({
    limit: wholeNumber(1, MAX_LINES).default(50),
    before_version: z
      .string()
      .regex(/^[1-9][0-9]{0,17}$/)
      .transform(BigInt)
      .optional(),
    after_version: z
      .string()
      .regex(/^(?:0|[1-9][0-9]{0,17})$/)
      .transform(BigInt)
      .optional(),
  })
  .refine(({ before_version: before, after_version: after }) => before === undefined || after === undefined, {
    path: ['after_version'],
    message: 'must not be given together with before_version',
  });

interface StatementRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/**
 * `GET /v1/books/:book/accounts/:id/statement`: a page of lines, the newest first, or with `after_version` the oldest
 * first.
 */
export function mountStatementRoutes(router: Router, { bookOf, database }: StatementRoutesDeps): void {
  router.get('/v1/books/:book/accounts/:id/statement', async (req, res) => {
    const { schema } = bookOf(req);
    const query = parseQuery(pageQuery, req);
    const { limit } = query;
    const account = await findAccount(database, schema, parseParams(pathWithId, req).id);
    if (account === undefined) throw accountNotFound();
    // One line more than asked tells whether there is another page.
    const rows = await readStatement(database, schema, {
      account: account.number,
      place: placeOf(query),
      limit: limit + 1,
    });
    res.json({
      lines: rows.slice(0, limit).map((row) => lineToWire(row, account)),
      has_more: rows.length > limit,
    });
  });
}

function placeOf({
  before_version: beforeVersion = NEWEST,
  after_version: afterVersion,
}: z.output<typeof pageQuery>): StatementPlace {
  return afterVersion === undefined
    ? { order: 'newest_first', beforeVersion }
    : { order: 'oldest_first', afterVersion };
}

function lineToWire(row: StatementRow, { kind }: AccountRow): object {
  const sign = kind === 'asset' || kind === 'expense' ? -1n : 1n;
  return {
    version: row.version.toString(),
    position: { batch: row.batch.toString(), index: row.index },
    entry: row.entry,
    purpose: row.purpose,
    at: row.at.toISOString(),
    business_date: row.business_date,
    change_minor: (sign * row.change).toString(),
    balance_minor: (sign * row.balance).toString(),
    counter_account: row.counter_account,
    refunds: row.refunds,
    reference: row.reference,
  };
}
