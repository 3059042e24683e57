import { join } from 'node:path';
import type { CitySecrets } from './secrets.ts';

export const SERVICE_NAMES = [
  'transactions',
  'ledger',
  'settlement',
  'sandbox-bank',
  'notary',
  'sandbox-identity',
] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];
/** The others keep nothing. */
export type ServiceWithDatabase = Exclude<ServiceName, 'sandbox-identity'>;

/** Each wave needs the ones before it. */
export const START_WAVES: readonly (readonly ServiceName[])[] = [
  ['ledger', 'sandbox-bank', 'notary', 'sandbox-identity'],
  ['transactions', 'settlement'],
];

export const DEFAULT_BOOKS = 'main';
const LOOPBACK = '127.0.0.1';
const CITY_TIME_ZONE = 'Asia/Taipei';
const OPERATOR_NAME = 'Tamsui City Wallet';
const IDENTITY_CLIENT_ID = 'tamsui-wallet';
/** PostgreSQL's port is this far after the first service's: 7132 is read as "7100's 5432". */
const POSTGRES_OFFSET = 32;

export interface CityPorts {
  readonly services: Readonly<Record<ServiceName, number>>;
  readonly postgres: number;
}

export function planPorts(portBase: number): CityPorts {
  const services = {
    transactions: portBase,
    ledger: portBase + 1,
    settlement: portBase + 2,
    'sandbox-bank': portBase + 3,
    notary: portBase + 4,
    'sandbox-identity': portBase + 5,
  };
  return { services, postgres: portBase + POSTGRES_OFFSET };
}

export type CityUrls = Readonly<Record<ServiceName, string>>;

export function planUrls({ services }: CityPorts): CityUrls {
  const urlOf = (name: ServiceName) => `http://${LOOPBACK}:${services[name]}`;
  return {
    transactions: urlOf('transactions'),
    ledger: urlOf('ledger'),
    settlement: urlOf('settlement'),
    'sandbox-bank': urlOf('sandbox-bank'),
    notary: urlOf('notary'),
    'sandbox-identity': urlOf('sandbox-identity'),
  };
}

export interface PlanInput {
  readonly ports: CityPorts;
  readonly secrets: CitySecrets;
  readonly databaseUrl: string;
  /** Each service's own way to the database; without them all take `databaseUrl`. */
  readonly databaseUrls?: Readonly<Record<ServiceWithDatabase, string>> | undefined;
  readonly redisUrl: string | undefined;
  /** Where the notary keeps its key and its file of heads, and transactions the register of erasures: not in the database. */
  readonly notaryFolder: string;
  /** Separated by commas. */
  readonly ledgerBooks?: string;
}

type ServiceEnv = Readonly<Record<string, string>>;

/** What each service is told: addresses of its neighbours and the secrets it shares with them, and no others. */
export function planEnvironments(input: PlanInput): Readonly<Record<ServiceName, ServiceEnv>> {
  const { ports, secrets, databaseUrl, databaseUrls, redisUrl, notaryFolder } = input;
  const { ledgerBooks = DEFAULT_BOOKS } = input;
  const urls = planUrls(ports);
  const listening = (name: ServiceName): ServiceEnv => ({
    HOST: LOOPBACK,
    PORT: String(ports.services[name]),
    LOG_LEVEL: 'info',
  });
  const common = (name: ServiceWithDatabase): ServiceEnv => ({
    ...listening(name),
    DATABASE_URL: databaseUrls?.[name] ?? databaseUrl,
    CITY_TIME_ZONE,
  });
  const ledger = { LEDGER_URL: urls.ledger, LEDGER_API_TOKEN: secrets.ledgerApiToken };
  const bank = { BANK_URL: urls['sandbox-bank'], BANK_API_TOKEN: secrets.bankApiToken };
  const staff = { OPERATOR_TOKEN: secrets.operatorToken };
  const safeguarded = { SAFEGUARDED_BANK_ACCOUNT: secrets.safeguardedBankAccount };
  const people = {
    PERSONAL_DATA_KEYS: `city-1:${secrets.personalDataKey}`,
    PERSONAL_INDEX_KEY: secrets.personalIndexKey,
    ERASURE_REGISTER_FILE: join(notaryFolder, 'erasures.jsonl'),
    PIN_PEPPERS: `city-1:${secrets.pinPepper}`,
  };
  const signInPage = `${urls['sandbox-identity']}/signed-in`;
  const client = { IDENTITY_CLIENT_ID, IDENTITY_CLIENT_SECRET: secrets.identityClientSecret };
  const identity = {
    ...client,
    PUBLIC_URLS: urls.transactions,
    IDENTITY_KEYS: `city-1:${secrets.identityKey}`,
    IDENTITY_ISSUER: urls['sandbox-identity'],
    IDENTITY_URL: urls['sandbox-identity'],
    SIGN_IN_REDIRECT_URI: signInPage,
    SANDBOX: 'true',
    // Servers of merchants run on the same machine.
    WEBHOOKS_TO_LOOPBACK: 'true',
  };
  const webhook = { BANK_WEBHOOK_SECRET: secrets.bankWebhookSecret };
  return {
    ledger: {
      ...common('ledger'),
      LEDGER_API_TOKEN: secrets.ledgerApiToken,
      LEDGER_BOOKS: ledgerBooks,
    },
    transactions: {
      ...common('transactions'),
      ...ledger,
      ...bank,
      ...webhook,
      ...staff,
      ...safeguarded,
      ...people,
      ...identity,
      SHOP_CODE_KEYS: `city-1:${secrets.shopCodeKey}`,
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    },
    settlement: {
      ...common('settlement'),
      ...ledger,
      ...bank,
      ...staff,
      ...safeguarded,
      TRANSACTIONS_URL: urls.transactions,
      FINANCE_TOKEN: secrets.financeToken,
      OPERATOR_NAME,
    },
    'sandbox-bank': {
      ...common('sandbox-bank'),
      ...webhook,
      BANK_API_TOKEN: secrets.bankApiToken,
      WEBHOOK_URL: `${urls.transactions}/v1/bank-webhooks`,
    },
    notary: {
      ...common('notary'),
      NOTARY_API_TOKEN: secrets.notaryApiToken,
      NOTARY_BOOKS: ledgerBooks,
      NOTARY_KEY_FILE: join(notaryFolder, 'key.pem'),
      NOTARY_HEADS_FILE: join(notaryFolder, 'heads.jsonl'),
    },
    'sandbox-identity': {
      ...listening('sandbox-identity'),
      ...client,
      ISSUER: urls['sandbox-identity'],
      REDIRECT_URIS: signInPage,
    },
  };
}
