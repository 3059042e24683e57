import { decodeCursor, encodeCursor, Problem, parseQuery } from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import type { ProofDeps } from '../proofs/prove-entry.ts';
import { headToWire } from './head-wire.ts';
import type { SigningKey } from './signing-key.ts';

/** @throws Problem 404 for a book that this notary does not watch */
export type BookOfName = (name: string) => ProofDeps;

export const bookQuery = z.strictObject({ book: z.string().max(31).default('main') });
export const batchNumber = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,17})$/, 'must be a batch number')
  .transform(BigInt);

const MAX_HEADS = 1_000;
const listQuery = bookQuery.extend({
  limit: z.coerce.number().int().min(1).max(MAX_HEADS).default(100),
  cursor: z.string().max(100).optional(),
});
const cursorWire = z.strictObject({ before: batchNumber });

interface HeadRoutesDeps {
  readonly bookOf: BookOfName;
  readonly key: SigningKey;
}

/** What was signed, newest first, and the public key. None of it says anything of anybody, so all may read it. */
export function mountHeadRoutes(router: Router, { bookOf, key }: HeadRoutesDeps): void {
  router.get('/v1/heads', async (req, res) => {
    const { book, limit, cursor } = parseQuery(listQuery, req);
    const before = cursor === undefined ? undefined : decodeCursor(cursorWire, cursor).before;
    const heads = await bookOf(book).heads.before(before, limit + 1);
    const page = heads.slice(0, limit);
    const last = heads.length > limit ? page.at(-1) : undefined;
    const next = last === undefined ? null : encodeCursor({ before: last.batch.toString() });
    res.json({ heads: page.map(headToWire), next_cursor: next });
  });
  router.get('/v1/heads/latest', async (req, res) => {
    const head = await bookOf(parseQuery(bookQuery, req).book).heads.last();
    if (head === undefined)
      throw new Problem({ status: 404, code: 'nothing_signed', detail: 'No head was signed yet.' });
    res.json(headToWire(head));
  });
  router.get('/v1/key', (_req, res) => {
    res.json({ algorithm: 'Ed25519', public_key: key.publicPem });
  });
}
