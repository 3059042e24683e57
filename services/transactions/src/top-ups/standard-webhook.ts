import { createHmac, timingSafeEqual } from 'node:crypto';
import { accept, type Result, refuse } from '@tamsui/errors';

/** Standard Webhooks 1.0.0, "Verifying webhook authenticity": a message older or newer than this is not taken. */
const TOLERANCE_MS = 5 * 60_000;
/** A sender that rotates its secret signs with two; more than a few signatures are no rotation. */
const MAX_SIGNATURES = 10;
const MAX_ID_LENGTH = 255;

export interface SignedMessage {
  readonly id: string | undefined;
  /** Unix seconds of the attempt. */
  readonly timestamp: string | undefined;
  /** Signatures with a blank between them, each `v1,` and base64. */
  readonly signature: string | undefined;
  /** The bytes as they came; parsed and printed again they could differ. */
  readonly rawBody: Buffer | undefined;
}

export type WebhookRefusal = { readonly code: 'webhook_signature_invalid' | 'webhook_timestamp_invalid' };

/** Reads a secret that is spelled `whsec_` and base64. */
export function webhookKey(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/**
 * Verifies a message signed by Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body`.
 * @returns the message's id, the same each time the message is told
 */
export function verifyWebhook(
  key: Buffer,
  message: SignedMessage,
  now: Date,
): Result<string, WebhookRefusal> {
  const { id, timestamp, signature, rawBody } = message;
  if (!id || id.length > MAX_ID_LENGTH || !signature || rawBody === undefined)
    return refuse('webhook_signature_invalid');
  if (timestamp === undefined || !/^[0-9]{1,12}$/.test(timestamp)) return refuse('webhook_timestamp_invalid');
  if (Math.abs(now.getTime() - Number(timestamp) * 1_000) > TOLERANCE_MS)
    return refuse('webhook_timestamp_invalid');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest();
  const signatures = signature.split(' ').slice(0, MAX_SIGNATURES);
  return signatures.some((one) => isSignature(one, expected))
    ? accept(id)
    : refuse('webhook_signature_invalid');
}

function isSignature(text: string, expected: Buffer): boolean {
  if (!text.startsWith('v1,')) return false;
  const sent = Buffer.from(text.slice('v1,'.length), 'base64');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
