import { z } from 'zod';
import { encodeCursor } from './cursor.ts';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;
const LIMIT_MESSAGE = `must be a whole number from 1 to ${MAX_LIMIT}`;

/** `limit` and `cursor` of every list. */
export const pageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, LIMIT_MESSAGE)
    .transform(Number)
    .refine((limit) => limit <= MAX_LIMIT, LIMIT_MESSAGE)
    .meta({ type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT })
    .default(DEFAULT_LIMIT),
  cursor: z.string().optional().meta({ description: 'The `next_cursor` of the page before.' }),
});

/** A page on the wire: keyset, no totals. `next_cursor` is null on the last page. */
export interface PageWire<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Builds a page from one row more than was asked for, which tells whether there are more. */
export function pageWire<Row, Item>(
  rows: readonly Row[],
  limit: number,
  shape: { readonly print: (row: Row) => Item; readonly placeOf: (row: Row) => unknown },
): PageWire<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data: shown.map(shape.print),
    has_more: hasMore,
    next_cursor: hasMore ? encodeCursor(shape.placeOf(last)) : null,
  };
}
