import type { Database } from '@tamsui/platform/database';
import { parseQuery, wholeNumber } from '@tamsui/platform/http';
import type { Request, Router } from 'express';
import { z } from 'zod';
import type { Book } from '../books/book.ts';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { type EntryRow, readFeed } from '../entries/entry-store.ts';
import { entryToWire } from '../entries/entry-wire.ts';

const MAX_ENTRIES = 1_000;
const MAX_WAIT_MS = 20_000;
/** A process that does not write the book hears of no commit, so it looks this often. */
const LOOK_AGAIN_MS = 500;

const feedQuery = z.strictObject({
  after: z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,17}),[0-9]{1,4}$/, 'must be batch,index')
    .transform((text) => {
      const [batch = '0', index = '0'] = text.split(',');
      return { batch: BigInt(batch), index: Number(index) };
    })
    .default({ batch: 0n, index: 0 }),
  limit: wholeNumber(1, MAX_ENTRIES).default(100),
  wait_ms: wholeNumber(0, MAX_WAIT_MS).default(0),
});

interface FeedRoutesDeps {
  readonly bookOf: BookOfRequest;
  readonly database: Database;
}

/** `GET /v1/books/:book/feed`: every entry, once, in order. Waits for the next one when asked to. */
export function mountFeedRoutes(router: Router, { bookOf, database }: FeedRoutesDeps): void {
  async function readOrWait(book: Book, req: Request, { deadlineMs, ...place }: Wish): Promise<EntryRow[]> {
    const { commits, recentEntries } = book.writer;
    for (;;) {
      const seen = commits.count();
      const recent = recentEntries.after(place.after, place.limit);
      const rows = recent.length > 0 ? recent : await readFeed(database, book.schema, place);
      const leftMs = deadlineMs - performance.now();
      if (rows.length > 0 || leftMs <= 0 || commits.isClosed() || req.socket.destroyed) return rows;
      await commits.after(seen, Math.min(LOOK_AGAIN_MS, leftMs));
    }
  }

  router.get('/v1/books/:book/feed', async (req, res) => {
    const book = bookOf(req);
    const { after, limit, wait_ms: waitMs } = parseQuery(feedQuery, req);
    const rows = await readOrWait(book, req, { after, limit, deadlineMs: performance.now() + waitMs });
    const last = rows.at(-1) ?? after;
    res.json({
      entries: rows.map(entryToWire),
      next: { batch: last.batch.toString(), index: last.index },
    });
  });
}

interface Wish {
  readonly after: { readonly batch: bigint; readonly index: number };
  readonly limit: number;
  readonly deadlineMs: number;
}
