import { type PublicIdPrefix, parsePublicId, type Uuid } from '@tamsui/ids';
import { Problem } from '@tamsui/platform/http';
import type { Request } from 'express';
import { z } from 'zod';

/** A public id in a body: becomes the uuid it spells. */
export function publicIdField(prefix: PublicIdPrefix): z.ZodType<Uuid> {
  return z.string().transform((text, context) => {
    const uuid = parsePublicId(prefix, text);
    if (uuid !== undefined) return uuid;
    context.addIssue({
      code: 'custom',
      params: { code: 'id_malformed' },
      message: `must be an id that begins with ${prefix}_`,
    });
    return z.NEVER;
  });
}

/** What a path names. Text that is no id of this kind names nothing, just as an unknown id does. @throws Problem 404 */
export function pathId(req: Request, prefix: PublicIdPrefix, thing: string): Uuid {
  const text = req.params.id;
  const uuid = typeof text === 'string' ? parsePublicId(prefix, text) : undefined;
  if (uuid === undefined) throw notFound(thing);
  return uuid;
}

/** The answer for what is not there, and for what belongs to somebody else: nobody learns which. */
export function notFound(thing: string): Problem {
  return new Problem({
    status: 404,
    code: `${thing.replaceAll(/[ -]/g, '_')}_not_found`,
    detail: `There is no such ${thing}.`,
    errors: [{ pointer: 'path:id', code: 'not_found', message: `There is no such ${thing}.` }],
  });
}

/** Unwraps what was looked up. @throws Problem 404 */
export function found<Value>(value: Value | undefined, thing: string): Value {
  if (value === undefined) throw notFound(thing);
  return value;
}
