import { Problem } from '@tamsui/platform/http';
import type { Book } from './book.ts';

export type BookOfRequest = (req: { readonly params: { readonly book?: string } }) => Book;

/** Finds the book that a path names. @throws Problem 404 */
export function bookOfRequest(books: ReadonlyMap<string, Book>): BookOfRequest {
  return ({ params }) => {
    const book = books.get(params.book ?? '');
    if (book === undefined)
      throw new Problem({ status: 404, code: 'book_unknown', detail: 'There is no such book.' });
    return book;
  };
}
