import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { WebhookMessage } from './operation-types.ts';

/** Why a message is not taken for one of the API. */
export type WebhookFault =
  | 'header_missing'
  | 'timestamp_invalid'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'signature_invalid'
  | 'body_invalid';

export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly code: WebhookFault;
  constructor(code: WebhookFault, message: string) {
    super(message);
    this.code = code;
  }
}

export interface WebhookOptions {
  /** How far the timestamp may be off, either way; five minutes when left out. */
  readonly toleranceSeconds?: number;
  readonly now?: () => Date;
}

type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const TOLERANCE_S = 300;
/** A sender signs with two keys while one replaces the other: no honest message has more than a few. */
const MAX_SIGNATURES = 10;
const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
const PUBLIC_KEY = /^whpk_([A-Za-z0-9+/]{43}=)$/;
/** Before the 32 bytes of an Ed25519 key, what makes them SPKI (RFC 8410, 4). */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Verifies a message by Standard Webhooks 1.0.0 and reads it. Whoever has had its `webhook-id` before can drop it.
 * @param keys `whsec_…` (HMAC, `v1`) or `whpk_…` (Ed25519, `v1a`); several while they are rotated
 * @param rawBody the very bytes that came: JSON that was parsed and printed again is another text
 * @throws WebhookVerificationError; TypeError when a key is none
 */
export function verifyWebhook<Message = WebhookMessage>(
  keys: string | readonly string[],
  headers: WebhookHeaders,
  rawBody: string | Uint8Array,
  { toleranceSeconds = TOLERANCE_S, now = () => new Date() }: WebhookOptions = {},
): Message {
  const checks = (typeof keys === 'string' ? [keys] : keys).map(checkOf);
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature').split(' ').slice(0, MAX_SIGNATURES);
  requireTimely(timestamp, toleranceSeconds, now());
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(rawBody as Uint8Array)]);
  if (!signatures.some((signature) => checks.some((isBy) => isBy(signature, content)))) {
    throw new WebhookVerificationError('signature_invalid', 'No signature is by a key that is known here.');
  }
  try {
    return JSON.parse(Buffer.from(rawBody as Uint8Array).toString('utf8')) as Message;
  } catch {
    throw new WebhookVerificationError('body_invalid', 'The body is signed, and is not JSON.');
  }
}

function requireTimely(text: string, toleranceSeconds: number, now: Date): void {
  if (!/^\d{1,12}$/.test(text)) {
    throw new WebhookVerificationError('timestamp_invalid', 'webhook-timestamp is not a number of seconds.');
  }
  const ageSeconds = Math.floor(now.getTime() / 1_000) - Number(text);
  if (ageSeconds > toleranceSeconds)
    throw new WebhookVerificationError('timestamp_too_old', 'The message is old: it may be a replay.');
  if (-ageSeconds > toleranceSeconds)
    throw new WebhookVerificationError(
      'timestamp_too_new',
      'The message is of the future: are the clocks right?',
    );
}

function header(headers: WebhookHeaders, name: string): string {
  const value =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  // Two headers of one name are two messages in one.
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookVerificationError(
    'header_missing',
    `The header ${name} is missing, or there are several.`,
  );
}

type Check = (signature: string, content: Buffer) => boolean;

function checkOf(key: string): Check {
  const secret = SECRET.exec(key)?.[1];
  if (secret !== undefined) return hmacCheck(Buffer.from(secret, 'base64'));
  const point = PUBLIC_KEY.exec(key)?.[1];
  if (point !== undefined) return ed25519Check(Buffer.from(point, 'base64'));
  throw new TypeError('a key of webhooks begins with whsec_ or whpk_, and goes on in base64');
}

function hmacCheck(secret: Buffer): Check {
  return (signature, content) => {
    const given = bytesOf('v1,', signature);
    const expected = createHmac('sha256', secret).update(content).digest();
    return given !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
  };
}

function ed25519Check(point: Buffer): Check {
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, point]), format: 'der', type: 'spki' });
  return (signature, content) => {
    const given = bytesOf('v1a,', signature);
    return given !== undefined && verify(null, content, key, given);
  };
}

function bytesOf(version: string, signature: string): Buffer | undefined {
  return signature.startsWith(version) ? Buffer.from(signature.slice(version.length), 'base64') : undefined;
}
