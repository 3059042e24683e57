import { createHmac, randomBytes } from 'node:crypto';

/** A secret of 24 to 64 bytes is what Standard Webhooks 1.0.0 asks for. */
const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

/** A secret for one session of listening: what is signed with it comes from nobody else. */
export function newSessionSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Signs a body as Standard Webhooks 1.0.0 says: HMAC-SHA256 over `id.timestamp.body`.
 * @param secret `whsec_` and base 64
 * @param id the same at every attempt: by it the receiver knows what it has had
 * @param at of this attempt; receivers refuse what is five minutes off
 */
export function signWebhook(secret: string, id: string, at: Date, body: string): SignedWebhook {
  const seconds = Math.floor(at.getTime() / 1_000);
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': `v1,${signature}`,
    },
  };
}
