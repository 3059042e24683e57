import { commandsRequestWire } from '@tamsui/ledger-client';
import { parseBody } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { commandFromWire, outcomeToWire } from './command-mapping.ts';

/** `POST /v1/books/:book/commands`: executes up to a thousand commands and answers when they are durable. */
export function mountCommandRoutes(router: Router, { bookOf }: { readonly bookOf: BookOfRequest }): void {
  router.post('/v1/books/:book/commands', async (req, res) => {
    const book = bookOf(req);
    const { commands } = parseBody(commandsRequestWire, req);
    const outcomes = await book.writer.submit(commands.map(commandFromWire));
    res.json({ outcomes: outcomes.map(outcomeToWire) });
  });
}
