import type { Misbehaviour } from '../misbehaviour/misbehaviour.ts';

/** What of it concerns webhooks. */
type WebhookManners = Omit<Misbehaviour, 'accountChecks'>;

/** A webhook to be told at least once. Its id and body stay the same on every try. */
export interface Delivery {
  readonly id: string;
  readonly body: string;
  readonly copies: number;
  readonly status: 'waiting' | 'delivered' | 'dropped' | 'abandoned';
  readonly attemptCount: number;
  readonly nextAttemptAt: Date;
  readonly createdAt: Date;
}

/** How long to wait after the first, second, … failed try; the last one repeats. */
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const;
const LAST_DELAY_MS = 60_000;
/** A webhook that nobody took for so long is given up. */
const MAX_AGE_MS = 24 * 60 * 60 * 1_000;

/** The delivery of an event, as the bank behaves at this moment. Standard Webhooks forbids a point in the id. */
export function planDelivery(id: string, body: string, at: Date, misbehaviour: WebhookManners): Delivery {
  return {
    id: `msg_${id}`,
    body,
    copies: misbehaviour.webhookCopies,
    status: misbehaviour.dropWebhooks ? 'dropped' : 'waiting',
    attemptCount: 0,
    nextAttemptAt: new Date(at.getTime() + misbehaviour.webhookDelayMs),
    createdAt: at,
  };
}

/** When to try again after `attemptCount` failed tries, or `undefined` when it is time to give up. */
export function nextAttemptAt(attemptCount: number, createdAt: Date, now: Date): Date | undefined {
  const delayMs = RETRY_DELAYS_MS[attemptCount - 1] ?? LAST_DELAY_MS;
  const at = new Date(now.getTime() + delayMs);
  return at.getTime() - createdAt.getTime() > MAX_AGE_MS ? undefined : at;
}
