import { openBusinessDay } from '@tamsui/book';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';

interface BusinessDayRoutesDeps {
  readonly bookOf: BookOfRequest;
}

/** `GET /v1/books/:book/business-day`: the day that an entry would belong to now, and the last closed one. */
export function mountBusinessDayRoutes(router: Router, { bookOf }: BusinessDayRoutesDeps): void {
  router.get('/v1/books/:book/business-day', async (req, res) => {
    const book = bookOf(req);
    const { day } = await book.journal.loadState(0);
    res.json({ open: openBusinessDay(day, book.moment().date), last_closed: day.lastClosed });
  });
}
