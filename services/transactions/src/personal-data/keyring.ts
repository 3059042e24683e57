import { z } from 'zod';

/** A key of 256 bits and its name. The name is stored beside whatever the key protects, so that keys can change. */
export interface NamedKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Keys of one use: the first is for what is new, the others only open what they closed before. */
export interface Keyring {
  readonly current: NamedKey;
  find(id: string): Buffer | undefined;
}

const KEY_BYTES = 32;
const KEY = /^[A-Za-z0-9_-]{43}$/;
const MAX_KEYS = 8;
const NAMED_KEY = /^([a-z0-9][a-z0-9-]{0,31}):([A-Za-z0-9_-]{43})$/;
const SHAPE = 'must be one to eight of id:key, separated by commas; a key is 32 bytes in base64url';

/** One key: 32 bytes in base64url. */
export const secretKey = z
  .string()
  .regex(KEY, 'must be 32 bytes in base64url')
  .transform((text) => Buffer.from(text, 'base64url'));

/** Reads `id:key,id:key`, the current one first: small letters and digits, and 32 bytes in base64url. */
export const keyring: z.ZodType<Keyring, string> = z.string().transform((text, context) => {
  const keys = text.split(',').map(namedKeyOf);
  const named = keys.filter((key) => key !== undefined);
  const [current] = named;
  const ids = new Set(named.map(({ id }) => id));
  if (current === undefined || ids.size < keys.length || keys.length > MAX_KEYS) {
    context.addIssue({ code: 'custom', message: SHAPE });
    return z.NEVER;
  }
  const byId = new Map(named.map(({ id, key }) => [id, key]));
  return { current, find: (id) => byId.get(id) };
});

function namedKeyOf(text: string): NamedKey | undefined {
  const [, id, encoded] = NAMED_KEY.exec(text) ?? [];
  if (id === undefined || encoded === undefined) return undefined;
  const key = Buffer.from(encoded, 'base64url');
  return key.length === KEY_BYTES ? { id, key } : undefined;
}
