import { isUuid } from '@tamsui/ids';
import {
  parseParams,
  parseQuery,
  problemOfRefusal,
  type RefusalStatuses,
  requireSharedToken,
} from '@tamsui/platform/http';
import type { Router } from 'express';
import { z } from 'zod';
import { type BookOfName, batchNumber, bookQuery } from '../heads/head-routes.ts';
import { consistencyProofToWire, entryProofToWire } from './proof-wire.ts';
import { proveConsistency } from './prove-consistency.ts';
import { proveEntry } from './prove-entry.ts';

const STATUSES: RefusalStatuses<'entry_unknown' | 'not_signed_yet' | 'head_unknown'> = {
  entry_unknown: { status: 404, detail: 'The book has no entry with this id.' },
  not_signed_yet: { status: 409, detail: 'No head covers this entry yet; within a minute one will.' },
  head_unknown: {
    status: 404,
    detail: 'No head was signed for one of these batches, or they are in the wrong order.',
  },
};

const pathWithId = z.strictObject({ id: z.string().refine(isUuid, 'must be a UUID') });
const consistencyQuery = bookQuery.extend({ older: batchNumber, newer: batchNumber });

interface ProofRoutesDeps {
  readonly bookOf: BookOfName;
  readonly token: string;
}

/** An entry says who paid whom, so its proof needs a token; two heads say nothing of anybody. */
export function mountProofRoutes(router: Router, { bookOf, token }: ProofRoutesDeps): void {
  router.get('/v1/proofs/entries/:id', requireSharedToken(token), async (req, res) => {
    const deps = bookOf(parseQuery(bookQuery, req).book);
    const proof = await proveEntry(deps, parseParams(pathWithId, req).id);
    if (!proof.ok) throw problemOfRefusal(proof.refusal, STATUSES);
    res.json(entryProofToWire(proof.value));
  });
  router.get('/v1/proofs/consistency', async (req, res) => {
    const { book, older, newer } = parseQuery(consistencyQuery, req);
    const proof = await proveConsistency(bookOf(book), { older, newer });
    if (!proof.ok) throw problemOfRefusal(proof.refusal, STATUSES);
    res.json(consistencyProofToWire(proof.value));
  });
}
