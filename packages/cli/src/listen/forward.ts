import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '@tamsui/platform/clock';
import { whyNoAnswer } from '../human/why-no-answer.ts';
import { signWebhook } from './sign-webhook.ts';

/** What became of one event at the receiver. */
export interface Delivery {
  /** Of the last attempt; null when there was no answer. */
  readonly status: number | null;
  readonly ok: boolean;
  /** Why there was no answer. */
  readonly failure?: string | undefined;
  readonly attempts: number;
  /** Of the last attempt, in milliseconds. */
  readonly ms: number;
}

export interface Receiver {
  readonly url: string;
  readonly secret: string;
  /** How often an event is tried that is not taken; at least once. */
  readonly attempts: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface Webhook {
  readonly id: string;
  readonly body: string;
}

const TIMEOUT_MS = 15_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** Brings one event to the receiver, as a webhook would be brought, and tries again what is not taken. */
export async function forward(receiver: Receiver, webhook: Webhook): Promise<Delivery> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce(receiver, webhook);
    if (outcome.ok || attempt >= receiver.attempts) return { ...outcome, attempts: attempt };
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    // Being interrupted ends the pause early; there is no further attempt then.
    await delay(pauseMs, undefined, { signal: receiver.signal }).catch(() => undefined);
    if (receiver.signal.aborted) return { ...outcome, attempts: attempt };
  }
}

async function tryOnce(
  { url, secret, clock, signal }: Receiver,
  { id, body }: Webhook,
): Promise<Omit<Delivery, 'attempts'>> {
  const startedMs = performance.now();
  const passed = (): number => Math.round(performance.now() - startedMs);
  // Every attempt has its own time, and so its own signature.
  const signed = signWebhook(secret, id, clock.now(), body);
  try {
    const response = await fetch(url, {
      method: 'POST',
      ...signed,
      // A redirect counts as a failure, as with real deliveries.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return { status: response.status, ok: response.ok, ms: passed() };
  } catch (error) {
    return { status: null, ok: false, failure: whyNoAnswer(error), ms: passed() };
  }
}
