import { checkSecretToken } from '@tamsui/ids';
import { CURRENCIES, type CurrencyCode } from '@tamsui/money';
import { httpAddresses, readConfig, secret, serviceConfig } from '@tamsui/platform/config';
import { z } from 'zod';
import { keyring, secretKey } from './personal-data/keyring.ts';
import { quotas } from './rate-limits/quota.ts';
import { MAX_CITY_KEY_ID_LENGTH } from './shop-codes/city-keys.ts';

const address = z.url({ protocol: /^https?$/ });

/** What is read over plain http from elsewhere, anybody on the way may have written. */
function isSafe(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

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
  SAFEGUARDED_BANK_CODE: z
    .string()
    .regex(/^[0-9A-Z]{3,11}$/, 'must be a bank code')
    .default('812'),
  /** Stands in bank files as who pays out what is left in a wallet that is closed. */
  OPERATOR_NAME: z.string().min(1).max(140).default('Tamsui City Wallet'),
  /** Sign the codes that shops show (Ed25519): the first signs, all are believed. `id:key,id:key` */
  SHOP_CODE_KEYS: keyring.refine(
    ({ current }) => current.id.length <= MAX_CITY_KEY_ID_LENGTH,
    'a code has room for an id of 8 characters',
  ),
  /** Whose codes they are: a domain name backwards. */
  SHOP_CODE_SCHEME: z
    .string()
    .regex(/^[a-z0-9.-]{3,12}$/)
    .default('tw.tamsui'),
  /** Plain Latin, for the codes that shops show. */
  CITY_NAME: z
    .string()
    .regex(/^[ -~]{1,15}$/)
    .default('TAMSUI'),
  /** ISO 3166-1 alpha 2. */
  CITY_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('TW'),
  /** Keys of the house for the keys of people: the first closes, the others only open. `id:key,id:key` */
  PERSONAL_DATA_KEYS: keyring,
  /** For finding a person by a value that is not kept readable. Another key finds nobody any more. */
  PERSONAL_INDEX_KEY: secretKey,
  /**
   * Who was erased: a file that every process of this service shares, and that is backed up apart from the database. Without
   * the one that the database knows nothing is served.
   */
  ERASURE_REGISTER_FILE: z.string().min(1),
  /** Goes into every PIN's hash and is not in the database. The first is for new ones. `id:key,id:key` */
  PIN_PEPPERS: keyring,
  /** Every address under which callers reach us, separated by commas. The first names us in our tokens. */
  PUBLIC_URLS: httpAddresses
    .refine((text) => !/\/(,|$)/.test(text), 'must not end in a slash')
    .transform((text) => text.split(',')),
  /** Close what belongs to devices: offline secrets, refresh tokens, our signing keys. `id:key,id:key` */
  IDENTITY_KEYS: keyring,
  /** The OpenID provider that residents sign in at, as its tokens name it. */
  IDENTITY_ISSUER: address.refine(isSafe, 'must be https, or http on this machine'),
  /** Where we reach it, when that is another way. */
  IDENTITY_URL: address.optional(),
  IDENTITY_CLIENT_ID: z.string().min(1),
  IDENTITY_CLIENT_SECRET: secret,
  /** Where it sends a person back to: the wallet app. */
  SIGN_IN_REDIRECT_URI: z.url(),
  /** Takes tokens that need no device (`rt_test_`). Never in production. */
  SANDBOX: z.stringbool().default(false),
  /** Sends webhooks to this machine, too, on any port and without TLS. Only together with `SANDBOX`. */
  WEBHOOKS_TO_LOOPBACK: z.stringbool().default(false),
  /** In major units: a payment of more waits until its resident confirms it on the phone; a transfer of more needs the PIN. */
  CONFIRM_ABOVE: z.string().default('3000'),
  /** In major units: how far refunds may take a merchant's account below zero. It holds for who joins from then on. */
  MERCHANT_DEBT_LIMIT: z.string().default('100000'),
  /** How long what was authorised may be captured. */
  AUTHORISATION_DAYS: z.coerce.number().int().min(1).max(30).default(7),
  /** Requests that each kind of caller has in so many seconds: `device=600/60,address=600/60`. Unnamed ones stay as usual. */
  RATE_LIMITS: quotas.default(quotas.parse('')),
  /** Requests that may be under way at a time; exports and reads are turned away before. */
  MAX_IN_FLIGHT: z.coerce.number().int().min(8).max(100_000).default(256),
  /** Live streams that may be open at a time. */
  MAX_STREAMS: z.coerce.number().int().min(1).max(100_000).default(5_000),
  /** Above this delay of the event loop nothing is let in; exports and reads are turned away before. */
  MAX_LOOP_DELAY_MS: z.coerce.number().int().min(50).max(600_000).default(2_000),
  /** Proxies in front of us that add to `X-Forwarded-For`. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Without it, payment codes in flight live in the memory of this one process. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//)
    .optional(),
  /** Holds every answer against its description, and fails the request when they differ: for tests. */
  CHECK_ANSWERS: z.stringbool().default(false),
  CURRENCY: z.enum(Object.keys(CURRENCIES) as [CurrencyCode, ...CurrencyCode[]]).default('TWD'),
});

export type Config = z.output<typeof configSchema>;

/** The only reader of the environment. @throws Error that lists every wrong variable */
export function readTransactionsConfig(): Config {
  return readConfig(configSchema);
}
