import { httpAddresses, readConfig, secret } from '@tamsui/platform/config';
import { z } from 'zod';

const rulesConfig = z.object({
  LEDGER_URL: httpAddresses,
  LEDGER_API_TOKEN: secret,
  /** The policies are set in each of these books. */
  LEDGER_BOOKS: z
    .string()
    .default('main')
    .transform((names) => names.split(',')),
});

export const readRulesConfig = (): z.output<typeof rulesConfig> => readConfig(rulesConfig);
