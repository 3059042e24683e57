import { z } from 'zod';

/** A date that exists, in the years that this wallet can have seen. PostgreSQL has no year 0. */
export const businessDateField = z
  .string()
  .regex(/^2[0-9]{3}-/, 'must be a date as YYYY-MM-DD')
  .pipe(z.iso.date('must be a date that exists, as YYYY-MM-DD'));
