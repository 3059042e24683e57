import { commandsRequestWire } from '@tamsui/ledger-client';
import { type DirectRoute, type HttpRequest, parseBody } from '@tamsui/platform/http';
import type { Router } from 'express';
import type { Book } from '../books/book.ts';
import type { BookOfRequest } from '../books/book-of-request.ts';
import { commandFromWire, outcomeToWire } from './command-mapping.ts';

/** `POST /v1/books/:book/commands`: executes up to a thousand commands and answers when they are durable. */
export function mountCommandRoutes(router: Router, { bookOf }: { readonly bookOf: BookOfRequest }): void {
  router.post('/v1/books/:book/commands', async (req, res) => {
    res.json(await execute(bookOf(req), req));
  });
}

/** The same, answered the short way: hundreds of requests a second have this one address. */
export function directCommandRoutes(
  books: ReadonlyMap<string, Book>,
  checkToken: (req: HttpRequest) => void,
): DirectRoute[] {
  return [...books].map(([name, book]) => ({
    path: `/v1/books/${name}/commands`,
    handle: async (req) => {
      checkToken(req);
      return { status: 200, body: await execute(book, req) };
    },
  }));
}

async function execute(book: Book, req: HttpRequest) {
  const { commands } = parseBody(commandsRequestWire, req);
  const outcomes = await book.writer.submit(commands.map(commandFromWire));
  return { outcomes: outcomes.map(outcomeToWire) };
}
