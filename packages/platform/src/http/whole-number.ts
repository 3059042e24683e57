import { z } from 'zod';

/** A whole number in a query: digits only, where `Number` would also read `1e2`, `0x10` and a blank. */
export function wholeNumber(min: number, max: number): z.ZodType<number, string> {
  return z
    .string()
    .regex(/^[0-9]{1,15}$/, 'must be a whole number in digits')
    .transform(Number)
    .refine((number) => number >= min && number <= max, `must be from ${min} to ${max}`)
    .meta({ type: 'integer', minimum: min, maximum: max });
}
