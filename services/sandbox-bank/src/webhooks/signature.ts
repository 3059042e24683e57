import { createHmac } from 'node:crypto';

/** The headers of Standard Webhooks 1.0.0. The timestamp is that of the try, in Unix seconds. */
export interface WebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/**
 * Signs `id.timestamp.body` with HMAC-SHA256.
 * @param secret `whsec_` and the base64 of the key
 */
export function signWebhook(secret: string, id: string, at: Date, body: string): WebhookHeaders {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const timestamp = Math.floor(at.getTime() / 1_000).toString();
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
