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
});

export type LedgerConfig = z.output<typeof ledgerConfig>;

export const readLedgerConfig = (): LedgerConfig => readConfig(ledgerConfig);
