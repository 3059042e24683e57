import { z } from 'zod';

/** Where a reading of the past stands: at an instant, after a batch, or, with neither, at the last commit. */
export const asOfQuery = z
  .strictObject({
    at: z.iso
      .datetime()
      .transform((text) => new Date(text))
      .optional(),
    batch: z
      .string()
      .regex(/^(?:0|[1-9][0-9]{0,17})$/, 'must be the number of a batch')
      .transform(BigInt)
      .optional(),
  })
  .refine(({ at, batch }) => at === undefined || batch === undefined, {
    path: ['batch'],
    message: 'must not be given together with at',
  });

export type AsOfQuery = z.output<typeof asOfQuery>;
