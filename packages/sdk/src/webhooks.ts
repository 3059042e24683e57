/** Apart from the rest, since it needs Node.js: a phone verifies no webhooks. */
export type { WebhookMessage } from './operation-types.ts';
export {
  verifyWebhook,
  type WebhookFault,
  type WebhookOptions,
  WebhookVerificationError,
} from './verify-webhook.ts';
