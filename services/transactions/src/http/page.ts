import { decodeCursor } from '@tamsui/platform/http';
import { z } from 'zod';

/** Reads the place where a page begins. @throws Problem 400 when the cursor is not ours */
export function placeOf<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.output<Schema> | undefined {
  return cursor === undefined ? undefined : decodeCursor(schema, cursor);
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
