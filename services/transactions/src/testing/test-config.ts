import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecretToken } from '@tamsui/ids';
import { type Config, configSchema } from '../config.ts';

export const SAFEGUARDED = '0010000000001';

const NOBODY = 'http://127.0.0.1:1';

/** A configuration with secrets that nobody else knows, and addresses where nobody listens unless told otherwise. */
export function testConfig(given: Readonly<Record<string, string | undefined>> = {}): Config {
  return configSchema.parse({
    PORT: '0',
    DATABASE_URL: 'postgresql://127.0.0.1:1/nowhere',
    LOG_LEVEL: 'silent',
    LEDGER_URL: NOBODY,
    LEDGER_API_TOKEN: randomBytes(24).toString('hex'),
    BANK_URL: NOBODY,
    BANK_API_TOKEN: randomBytes(24).toString('hex'),
    BANK_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}`,
    OPERATOR_TOKEN: newSecretToken('op_test').token,
    SAFEGUARDED_BANK_ACCOUNT: SAFEGUARDED,
    PERSONAL_DATA_KEYS: newKeyring(),
    PERSONAL_INDEX_KEY: randomBytes(32).toString('base64url'),
    ERASURE_REGISTER_FILE: join(tmpdir(), `tamsui-test-${randomUUID()}`, 'erasures.jsonl'),
    PIN_PEPPERS: newKeyring(),
    SHOP_CODE_KEYS: newKeyring(),
    PUBLIC_URLS: NOBODY,
    IDENTITY_KEYS: newKeyring(),
    IDENTITY_ISSUER: NOBODY,
    IDENTITY_CLIENT_ID: 'test-wallet',
    IDENTITY_CLIENT_SECRET: randomBytes(24).toString('hex'),
    SIGN_IN_REDIRECT_URI: `${NOBODY}/signed-in`,
    SANDBOX: 'true',
    // Tests send more at once than people do, on machines that do other things besides.
    RATE_LIMITS: ['api-key', 'device', 'operator', 'webhook', 'address']
      .map((name) => `${name}=1000000/1`)
      .join(),
    MAX_IN_FLIGHT: '10000',
    MAX_LOOP_DELAY_MS: '600000',
    CHECK_ANSWERS: 'true',
    ...given,
  });
}

function newKeyring(): string {
  return `test:${randomBytes(32).toString('base64url')}`;
}
