import { CURRENCIES, type CurrencyCode } from '@tamsui/money';
import { httpAddresses, readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ });

export const configSchema = serviceConfig.extend({
  /** Of every process of the ledger: the one that leads is found by asking. */
  LEDGER_URL: httpAddresses,
  LEDGER_API_TOKEN: secret,
  TRANSACTIONS_URL: address,
  /** Reads the merchants at services/transactions. */
  OPERATOR_TOKEN: secret,
  /** What finance staff send here. */
  FINANCE_TOKEN: secret,
  BANK_URL: address,
  BANK_API_TOKEN: secret,
  /** The account at the bank that keeps residents' and merchants' money; payouts leave it. */
  SAFEGUARDED_BANK_ACCOUNT: z.string().regex(/^[0-9A-Z]{6,34}$/, 'must be an account number'),
  SAFEGUARDED_BANK_CODE: z
    .string()
    .regex(/^[0-9A-Z]{3,11}$/, 'must be a bank code')
    .default('812'),
  /** Stands in bank files as who asks for the payouts. */
  OPERATOR_NAME: z.string().min(1).max(140),
  CURRENCY: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]).default('TWD'),
});

export type Config = z.output<typeof configSchema>;

/** The only reader of the environment. @throws Error that lists every wrong variable */
export function readSettlementConfig(): Config {
  return readConfig(configSchema);
}
