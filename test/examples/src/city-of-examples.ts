import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
/** Where the description of the API takes its examples from. */
export const EXAMPLES_FILE = join(ROOT, 'services/transactions/src/openapi/generated/recorded-examples.json');

/** The bank alone has a limit that a story can reach. */
export const BANK_MESSAGES_A_SECOND = 20;

/** Webhooks go to this machine, and no other limit of traffic ends a story. */
export const CITY_OF_EXAMPLES = {
  WEBHOOKS_TO_LOOPBACK: 'true',
  RATE_LIMITS: [
    ...['api-key', 'device', 'operator', 'address'].map((name) => `${name}=9000000/1`),
    `webhook=${BANK_MESSAGES_A_SECOND}/1`,
  ].join(),
};
