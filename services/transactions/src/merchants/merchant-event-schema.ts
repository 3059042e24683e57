import { z } from 'zod';
import { instantWire } from '../http/wire-fields.ts';

/** What was done to a merchant's own things, as it is listed and told. */
export const merchantEventWire = z
  .strictObject({
    at: instantWire,
    actor: z.string().meta({ description: '`operator`, or the id of a key, a cashier or an application.' }),
    action: z.string().meta({ example: 'terminal.closed' }),
    subject: z.string().meta({ description: 'The id of what it was done to.' }),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'MerchantEvent' });
