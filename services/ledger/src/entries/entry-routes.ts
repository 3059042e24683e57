import type { Database } from '@tamsui/platform/database';
import { Problem, parseParams } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { pathWithId } from '../books/path-schema.ts';
import { findEntry } from './entry-store.ts';
import { entryToWire } from './entry-wire.ts';

interface EntryRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/entries/:id`: what one command became, and how much of it was given back. */
export function mountEntryRoutes(router: Router, { bookOf, database }: EntryRoutesDeps): void {
  router.get('/v1/books/:book/entries/:id', async (req, res) => {
    const { schema } = bookOf(req);
    const entry = await findEntry(database, schema, parseParams(pathWithId, req).id);
    if (entry === undefined) {
      throw new Problem({
        status: 404,
        code: 'entry_unknown',
        detail: 'The book has no entry with this id.',
      });
    }
    res.json({ ...entryToWire(entry), refunded_minor: entry.refunded });
  });
}
