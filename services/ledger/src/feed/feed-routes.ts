import type { Database } from '@tamsui/platform/database';
import { parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { readFeed } from '../entries/entry-store.ts';
import { entryToWire } from '../entries/entry-wire.ts';

const MAX_ENTRIES = 1_000;
const MAX_WAIT_MS = 20_000;
/** A process that does not write the book hears of no commit, so it looks this often. */
const LOOK_AGAIN_MS = 500;

const feedQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,17}),-?[0-9]{1,4}$/, 'must be batch,index')
    .transform((text) => {
      const [batch = '0', index = '0'] = text.split(',');
      return { batch: BigInt(batch), index: Number(index) };
    })
    .default({ batch: 0n, index: 0 }),
  limit: z.coerce.number().int().min(1).max(MAX_ENTRIES).default(100),
  wait_ms: z.coerce.number().int().min(0).max(MAX_WAIT_MS).default(0),
});

interface FeedRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/feed`: every entry, once, in order. Waits for the next one when asked to. */
export function mountFeedRoutes(router: Router, { bookOf, database }: FeedRoutesDeps): void {
  router.get('/v1/books/:book/feed', async (req, res) => {
    const book = bookOf(req);
    const { after, limit, wait_ms: waitMs } = parseQuery(feedQuery, req);
    const deadline = performance.now() + waitMs;
    let rows = await readFeed(database, book.schema, { after, limit });
    while (rows.length === 0 && performance.now() < deadline && !req.socket.destroyed) {
      await book.writer.nextCommit(Math.min(LOOK_AGAIN_MS, Math.max(1, deadline - performance.now())));
      rows = await readFeed(database, book.schema, { after, limit });
    }
    const last = rows.at(-1) ?? after;
    res.json({
      entries: rows.map(entryToWire),
      next: { batch: last.batch.toString(), index: last.index },
    });
  });
}
