import { z } from 'zod';

// Control characters, line and paragraph separators, and marks that turn the direction of writing around: none of
// them belongs in a name or a reference, and PostgreSQL cannot store U+0000 at all.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

/** Human text of 1 to `max` characters (code points), without control characters, in normal form C. */
export function printableText(max: number): z.ZodType<string, string> {
  return z
    .string()
    .max(max * 4, `must have at most ${max} characters`)
    .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
    .transform((text) => text.normalize('NFC').trim())
    .refine((text) => text.length > 0, 'must not be empty')
    .refine((text) => [...text].length <= max, `must have at most ${max} characters`)
    .refine((text) => !UNPRINTABLE.test(text), 'must not contain control characters')
    .meta({
      minLength: 1,
      maxLength: max,
      description: 'Text without control characters; kept in normal form C.',
    });
}
