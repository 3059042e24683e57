import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../../..');
/** Where the description of the API takes its examples from. */
export const EXAMPLES_FILE = join(ROOT, 'services/transactions/src/openapi/generated/recorded-examples.json');

/** Webhooks go to this machine, and no limit of traffic ends a story. */
export const CITY_OF_EXAMPLES = {
  WEBHOOKS_TO_LOOPBACK: 'true',
  RATE_LIMITS: ['api-key', 'device', 'operator', 'webhook', 'address']
    .map((name) => `${name}=9000000/1`)
    .join(),
};
