import { Agent, request } from 'undici';
import type { Clock } from '../clock.ts';
import type { Delivery } from './delivery.ts';
import { signWebhook } from './signature.ts';

const TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 64;
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_PROBLEM_LENGTH = 200;

/** One try: `undefined` when the receiver answered 2xx, else what went wrong in a few words. */
export type SendWebhook = (delivery: Delivery, signal: AbortSignal) => Promise<string | undefined>;

export interface SendWebhookDeps {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
}

/** Posts signed webhooks over kept-alive connections. Redirects are not followed: they count as failures. */
export function createSendWebhook({ url, secret, clock }: SendWebhookDeps): {
  readonly send: SendWebhook;
  readonly close: () => Promise<void>;
} {
  const agent = new Agent({ connections: MAX_CONNECTIONS, connect: { timeout: TIMEOUT_MS } });
  const send: SendWebhook = async ({ id, body }, signal) => {
    const headers = { 'content-type': 'application/json', ...signWebhook(secret, id, clock.now(), body) };
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        signal: deadline,
        dispatcher: agent,
      });
      await answer.body.dump({ limit: MAX_ANSWER_BYTES });
      return answer.statusCode >= 200 && answer.statusCode < 300
        ? undefined
        : `answered ${answer.statusCode}`;
    } catch (error) {
      // A receiver that is down or slow is an ordinary outcome of a try; the delivery keeps the words.
      return (error instanceof Error ? error.message : String(error)).slice(0, MAX_PROBLEM_LENGTH);
    }
  };
  return { send, close: () => agent.destroy() };
}
