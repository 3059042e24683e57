import { decodeCursor, encodeCursor } from '@tamsui/platform/http';
import { z } from 'zod';

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** `limit` and `cursor` of every list. */
export const pageQuery = z.strictObject({
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/, `must be a whole number from 1 to ${MAX_LIMIT}`)
    .transform(Number)
    .refine((limit) => limit <= MAX_LIMIT, `must be a whole number from 1 to ${MAX_LIMIT}`)
    .default(DEFAULT_LIMIT),
  cursor: z.string().optional(),
});

/** A page on the wire: keyset, no totals. `next_cursor` is null on the last page. */
export interface PageWire<Item> {
  readonly data: readonly Item[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Reads the place where a page begins. @throws Problem 400 when the cursor is not ours */
export function placeOf<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | undefined {
  return cursor === undefined ? undefined : decodeCursor(schema, cursor);
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

/** A place in the journal, as cursors spell it. */
export const journalPlace = z.strictObject({
  batch: z
    .string()
    .regex(/^[0-9]{1,18}$/)
    .transform(BigInt),
  index: z.number().int().min(0).max(1_000_000),
});

export type JournalPlace = z.output<typeof journalPlace>;

/** The cursor place of something that has a position in the journal. */
export function journalPlaceOf({ batch, index }: JournalPlace): unknown {
  return { batch: batch.toString(), index };
}

/** The place before which a list that goes by id begins. */
export const idPlace = z.strictObject({ after: z.uuid() });
