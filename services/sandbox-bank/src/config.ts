import { z } from 'zod';

/** Standard Webhooks 1.0.0: a symmetric secret is `whsec_` and the base64 of 24 to 64 random bytes. */
function isWebhookSecret(text: string): boolean {
  if (!/^whsec_[A-Za-z0-9+/]+={0,2}$/.test(text)) return false;
  const { length } = Buffer.from(text.slice('whsec_'.length), 'base64');
  return length >= 24 && length <= 64;
}

function isTimeZone(text: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(text) || text === 'UTC';
}

const CONFIG = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(7103),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  BANK_API_TOKEN: z.string().min(20, 'must have at least 20 characters'),
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }),
  BANK_WEBHOOK_SECRET: z.string().refine(isWebhookSecret, 'must be whsec_ and the base64 of 24 to 64 bytes'),
  CITY_TIME_ZONE: z.string().refine(isTimeZone, 'must be an IANA time zone').default('Asia/Taipei'),
});

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly logLevel: string;
  readonly apiToken: string;
  readonly webhookUrl: string;
  readonly webhookSecret: string;
  readonly cityTimeZone: string;
}

/**
 * Reads the configuration, the only reader of the environment.
 * @throws Error that lists every problem at once and no value, since some are secrets
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = CONFIG.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration of the sandbox bank is wrong:\n${problems.join('\n')}`);
  }
  const values = parsed.data;
  return {
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    logLevel: values.LOG_LEVEL,
    apiToken: values.BANK_API_TOKEN,
    webhookUrl: values.WEBHOOK_URL,
    webhookSecret: values.BANK_WEBHOOK_SECRET,
    cityTimeZone: values.CITY_TIME_ZONE,
  };
}
