import type { z } from 'zod';
import { Problem } from './problem.ts';

const MAX_CURSOR_LENGTH = 512;

/** Writes the place after which the next page begins. Opaque to callers. */
export function encodeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place), 'utf8').toString('base64url');
}

/** Reads a cursor by the schema of its place. @throws Problem 400 that names the parameter */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(cursor));
  if (parsed.success) return parsed.data;
  const detail = 'This cursor was not given out by this list.';
  throw new Problem({
    status: 400,
    code: 'cursor_invalid',
    detail,
    errors: [{ pointer: 'query:cursor', code: 'cursor_invalid', message: detail }],
  });
}

function jsonOf(cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
