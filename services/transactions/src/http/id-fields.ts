import { type PublicIdPrefix, parsePublicId, type Uuid } from '@tamsui/ids';
import { Problem } from '@tamsui/platform/http';
import { z } from 'zod';
import { exampleId, publicIdPattern } from './wire-fields.ts';

/** A public id in a body: becomes the uuid it spells. */
export function publicIdField(prefix: PublicIdPrefix): z.ZodType<Uuid> {
  return z
    .string()
    .meta({ pattern: publicIdPattern(prefix).source, examples: [exampleId(prefix)] })
    .transform((text, context) => {
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

/** The answer for what is not there, and for what belongs to somebody else: nobody learns which. */
export function notFound(thing: string): Problem {
  return new Problem({
    status: 404,
    code: notFoundCode(thing),
    detail: `There is no such ${thing}.`,
    errors: [{ pointer: 'path:id', code: 'not_found', message: `There is no such ${thing}.` }],
  });
}

export function notFoundCode(thing: string): string {
  return `${thing.replaceAll(/[ -]/g, '_')}_not_found`;
}

/** Unwraps what was looked up. @throws Problem 404 */
export function found<Value>(value: Value | undefined, thing: string): Value {
  if (value === undefined) throw notFound(thing);
  return value;
}
