import { MEMORY_LIMITS } from '@tamsui/book';
import { readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';

const ledgerConfig = serviceConfig.extend({
  LEDGER_API_TOKEN: secret,
  /** The books that this process serves; book `main` lives in schema `book_main`. */
  LEDGER_BOOKS: z
    .string()
    .default('main')
    .transform((names) => names.split(','))
    .pipe(z.array(z.string().regex(/^[a-z][a-z0-9_]{0,30}$/)).min(1)),
  /** Accounts of each book that stay in memory for sure; at most twice as many are held, at about 2 KiB. */
  LEDGER_ACCOUNTS_IN_MEMORY: z.coerce
    .number()
    .int()
    .min(MEMORY_LIMITS.accounts, 'what is under way must fit into memory')
    .default(MEMORY_LIMITS.accounts),
});

export type LedgerConfig = z.output<typeof ledgerConfig>;

export const readLedgerConfig = (): LedgerConfig => readConfig(ledgerConfig);
