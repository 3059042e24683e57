import { checkSecretToken } from '@tamsui/ids';
import { CURRENCIES, type CurrencyCode } from '@tamsui/money';
import { httpAddresses, readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });

export const configSchema = serviceConfig.extend({
  /** Of every process of the ledger: the one that leads is found by asking. */
  LEDGER_URL: httpAddresses,
  LEDGER_API_TOKEN: secret,
  BANK_URL: address,
  BANK_API_TOKEN: secret,
  /** Standard Webhooks 1.0.0: `whsec_` and base64 of 24 to 64 bytes. */
  BANK_WEBHOOK_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and base64'),
  OPERATOR_TOKEN: z.string().refine((text) => checkSecretToken('op_test', text), 'must be an op_test_ token'),
  /** The account at the bank that keeps residents' and merchants' money. */
  SAFEGUARDED_BANK_ACCOUNT: z.string().regex(/^[0-9A-Z]{6,34}$/),
  /** Without it, payment codes in flight live in the memory of this one process. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional(),
  CURRENCY: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]).default('TWD'),
});

export type Config = z.output<typeof configSchema>;

/** The only reader of the environment. @throws Error that lists every wrong variable */
export function readTransactionsConfig(): Config {
  return readConfig(configSchema);
}
