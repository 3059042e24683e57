import { z } from 'zod';

/** Reads a service's settings from the environment. @throws Error that lists every wrong variable at once */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  env: NodeJS.ProcessEnv = process.env,
): z.output<Schema> {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not right:\n${lines.join('\n')}`);
}

const MIN_SECRET_LENGTH = 20;

/** A secret from the environment: long enough, and never a default. */
export const secret = z.string().min(MIN_SECRET_LENGTH, `must have at least ${MIN_SECRET_LENGTH} characters`);

/** One or more addresses of the same service, separated by commas. */
export const httpAddresses = z
  .string()
  .refine((text) => text.split(',').every(isHttpAddress), 'must be http addresses, separated by commas');

function isHttpAddress(text: string): boolean {
  return z.url({ protocol: /^https?$/ }).safeParse(text).success;
}

/** A time zone that this Node knows, for example `Asia/Taipei`. */
export const timeZone = z.string().refine(isTimeZone, 'must be a time zone of the IANA database');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0);
    return true;
  } catch {
    return false;
  }
}

/** What every service needs to know, whatever it does. */
export const serviceConfig = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgresql:// address'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(200).default(10),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CITY_TIME_ZONE: timeZone.default('Asia/Taipei'),
});
