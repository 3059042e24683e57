import { readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';

export const notaryConfig = serviceConfig.extend({
  /** What callers of proofs send. */
  NOTARY_API_TOKEN: secret,
  /** PEM file of the Ed25519 key, outside the database; made the first time. The public half lies beside it, `.pub`. */
  NOTARY_KEY_FILE: z.string().min(1),
  /** JSON lines, one for each head: the second place that holds them. */
  NOTARY_HEADS_FILE: z.string().min(1),
  /** Where the journals are, when that is not the database that holds the heads. */
  JOURNAL_URL: z.string().optional(),
  NOTARY_BOOKS: z
    .string()
    .default('main')
    .transform((names) => names.split(','))
    .pipe(z.array(z.string().regex(/^[a-z][a-z0-9_]{0,30}$/)).min(1)),
  NOTARY_INTERVAL_MS: z.coerce.number().int().min(100).max(3_600_000).default(60_000),
});

export type NotaryConfig = z.output<typeof notaryConfig>;

/** The only reader of the environment. @throws Error that lists every wrong variable */
export const readNotaryConfig = (): NotaryConfig => readConfig(notaryConfig);
