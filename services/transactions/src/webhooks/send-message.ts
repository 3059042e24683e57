import type { Clock } from '@tamsui/platform/clock';
import { Agent } from 'undici';
import { type AttemptResult, errorOfFailure, errorOfStatus, startOfAnswer } from './attempt.ts';
import { createGuardedConnector, type Resolve } from './guarded-connector.ts';
import { readRetryAfterMs } from './retry-schedule.ts';
import { type SigningKey, signatureHeader } from './signing-key.ts';

/** A message and where it goes. */
export interface Outgoing {
  readonly url: string;
  /** The same on every attempt and every replay: receivers know by it what they have had before. */
  readonly id: string;
  readonly body: string;
  readonly keys: readonly SigningKey[];
}

export interface Sender {
  /** Makes one attempt. Never throws: whatever happens is a result. Aborted by `signal` it says `interrupted`. */
  send(message: Outgoing, signal: AbortSignal): Promise<AttemptResult>;
  close(): Promise<void>;
}

export interface SenderOptions {
  readonly clock: Clock;
  readonly resolve: Resolve;
  /** Also sends to this machine, on any port and without TLS: for a sandbox. */
  readonly toLoopback: boolean;
  /** The whole attempt, from the name to the last byte that is read (15,000; Standard Webhooks wants 15 to 30 s). */
  readonly totalTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
}

const TOTAL_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** All that is ever read of an answer; the connection is closed at more. */
const MAX_ANSWER_BYTES = 2_048;
const MAX_HEADER_BYTES = 8_192;
/** An idle connection is kept for the next message so long. */
const KEEP_ALIVE_MS = 4_000;
const CONNECTIONS_OF_ORIGIN = 8;

/** Speaks to receivers. Redirects are not followed, answers not read beyond 2 KiB, and no address is believed. */
export function createSender(options: SenderOptions): Sender {
  const { clock, resolve, toLoopback } = options;
  const totalTimeoutMs = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS;
  const connectTimeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const agent = new Agent({
    connect: createGuardedConnector({ resolve, toLoopback, connectTimeoutMs }),
    connections: CONNECTIONS_OF_ORIGIN,
    // One message on one connection at a time: an answer can never be taken for that to another message.
    pipelining: 1,
    headersTimeout: totalTimeoutMs,
    bodyTimeout: totalTimeoutMs,
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  });

  async function attempt(message: Outgoing, signal: AbortSignal): Promise<Omit<AttemptResult, 'durationMs'>> {
    const now = clock.now();
    const { origin, pathname, search } = new URL(message.url);
    const { statusCode, headers, body } = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method: 'POST',
      headers: headersOf(message, now),
      body: message.body,
      signal,
    });
    const retryAfter = headers['retry-after'];
    return {
      error: errorOfStatus(statusCode),
      status: statusCode,
      // What is decided by the status stays decided, however the rest of the answer ends.
      responseStart: startOfAnswer(await readStart(body)),
      retryAfterMs: readRetryAfterMs(typeof retryAfter === 'string' ? retryAfter : undefined, now),
    };
  }

  return {
    send: async (message, signal) => {
      const startedMs = performance.now();
      const took = (): number => Math.round(performance.now() - startedMs);
      const limited = AbortSignal.any([signal, AbortSignal.timeout(totalTimeoutMs)]);
      try {
        return { ...(await attempt(message, limited)), durationMs: took() };
      } catch (failure) {
        const error = signal.aborted ? 'interrupted' : errorOfFailure(failure);
        return { error, status: null, responseStart: null, retryAfterMs: null, durationMs: took() };
      }
    },
    close: () => agent.destroy(),
  };
}

function headersOf({ id, body, keys }: Outgoing, now: Date): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1_000);
  return {
    'content-type': 'application/json',
    'user-agent': 'Tamsui-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatureHeader(keys, { id, timestamp, body }),
  };
}

/** Reads no more than is kept; leaving the loop destroys the body, and with it the connection. */
async function readStart(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= MAX_ANSWER_BYTES) break;
    }
  } catch {
    // The answer broke off. What came of it is what is known.
  }
  return Buffer.concat(chunks).subarray(0, MAX_ANSWER_BYTES);
}
