import { publicIdEnd } from '@tamsui/ids';
import { z } from 'zod';
import type { MerchantActor } from '../auth/principal.ts';

const ID_DIGITS = 8;
const SHORT = /^[kc][0-9a-z]{8}$/;

/**
 * Who charged, as the journal keeps it of every payment: `k` for an API key or `c` for a cashier, and the last eight
 * digits of the id. Those are 40 random bits, enough to tell the actors of one merchant apart in a third of the bytes.
 */
export function shortActor({ kind, id }: MerchantActor): string {
  return `${kind === 'cashier' ? 'c' : 'k'}${publicIdEnd(id, ID_DIGITS)}`;
}

/** What `printChargedBy` prints, as it is described. */
export const chargedByWire = z
  .strictObject({
    kind: z.enum(['api_key', 'cashier']),
    id_ends_with: z
      .string()
      .regex(/^[0-9a-z]{8}$/)
      .meta({ description: 'The last eight digits of the id, `key_…` or `csh_…`.', examples: ['5r6w1zha'] }),
  })
  .nullable()
  .meta({ description: "Who charged it; null for what the resident paid with a shop's code." });

export function printChargedBy(short: string | null) {
  if (short === null || !SHORT.test(short)) return null;
  return {
    kind: short.startsWith('c') ? ('cashier' as const) : ('api_key' as const),
    id_ends_with: short.slice(1),
  };
}
