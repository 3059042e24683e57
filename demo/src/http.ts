import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Answer {
  readonly status: number;
  readonly replayed: boolean;
  readonly text: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: Record<string, unknown> | undefined;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly token: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

export interface Http {
  /** Sends once. Undefined when there was no answer, or one that says to try again. */
  once(call: Call): Promise<Answer | undefined>;
  /** Sends again and again, always the same request with the same key, until there is a final answer. */
  send(call: Call): Promise<Answer>;
  close(): Promise<void>;
}

/** A service that is killed has to be back within this time. */
const GIVE_UP_AFTER_MS = 120_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
const ANSWER_TIMEOUT_MS = 15_000;

/** Counts what the network and the services made us repeat. */
export interface RetryCounter {
  retries: number;
}

export function createHttp(baseUrl: string, connections: number, counter: RetryCounter): Http {
  const pool = new Pool(baseUrl, {
    connections,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });

  async function once(call: Call): Promise<Answer | undefined> {
    try {
      const response = await pool.request({
        method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
        path: call.path,
        headers: headersOf(call),
        body: call.body === undefined ? null : JSON.stringify(call.body),
      });
      const text = await response.body.text();
      if (mustRepeat(response.statusCode, text)) return undefined;
      const replayed = response.headers['idempotent-replayed'] === 'true';
      return { status: response.statusCode, replayed, text, json: jsonOf(text) };
    } catch (error) {
      if (pool.closed || pool.destroyed) throw error;
      return undefined; // no answer: the outcome is unknown, and the same key makes repeating safe
    }
  }

  async function send(call: Call): Promise<Answer> {
    const giveUpAt = Date.now() + GIVE_UP_AFTER_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const answer = await once(call);
      if (answer !== undefined) return answer;
      if (Date.now() > giveUpAt)
        throw new Error(`${baseUrl}${call.path} gave no final answer in two minutes`);
      counter.retries += 1;
      await delay(pauseMs);
    }
  }

  return { once, send, close: () => pool.close() };
}

function headersOf({ token, body, idempotencyKey }: Call): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}

function mustRepeat(status: number, text: string): boolean {
  return status === 503 || (status === 409 && jsonOf(text)?.retryable === true);
}

function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** The answer's body when its status is one of those expected. @throws Error with what came instead */
export function expectStatus(answer: Answer, ...statuses: readonly number[]): Record<string, unknown> {
  if (!statuses.includes(answer.status))
    throw new Error(`expected ${statuses.join(' or ')}, got ${answer.status}: ${answer.text}`);
  return answer.json ?? {};
}
