import { invariant } from '@tamsui/errors';
import type { Database } from '@tamsui/platform/database';
import { Problem } from '@tamsui/platform/http';
import type { AsOfQuery } from './as-of-query.ts';
import { findBatch, findBatchAt } from './as-of-store.ts';

/** A place in the past of one book. */
export interface AsOf {
  /** The last batch that counts. */
  readonly batch: bigint;
  /** The instant at which holds are judged: one that has expired by then sets nothing aside. */
  readonly at: Date;
}

/** The book's first batch has no entries and stands at this instant; before it there is nothing either. */
const FIRST_INSTANT = new Date(0);

/**
 * Finds the batch that a question about the past means; undefined when it is about the present. A batch that is being
 * written now may still join an instant of the last moment; every answer names the batch that it stands on.
 * @throws Problem 400 when the batch was not written yet
 */
export async function resolveAsOf(
  database: Database,
  { schema }: { readonly schema: string },
  query: AsOfQuery,
): Promise<AsOf | undefined> {
  if (query.at !== undefined) {
    const at = query.at > FIRST_INSTANT ? query.at : FIRST_INSTANT;
    const batch = await findBatchAt(database, schema, at);
    invariant(batch !== undefined, 'a journal has its first batch');
    return { batch: batch.number, at };
  }
  if (query.batch === undefined) return undefined;
  const batch = await findBatch(database, schema, query.batch);
  if (batch === undefined) throw batchNotWritten();
  return { batch: batch.number, at: batch.at };
}

function batchNotWritten(): Problem {
  const message = 'The journal has no such batch yet.';
  return new Problem({
    status: 400,
    code: 'validation_failed',
    detail: 'Not as described: query:batch.',
    errors: [{ pointer: 'query:batch', code: 'batch_unknown', message }],
  });
}
