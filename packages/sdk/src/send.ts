import type { Authorization, Patience } from './authorization.ts';
import type { Clock } from './clock.ts';
import { API_VERSION } from './generated/operations.ts';
import { eitherOf, timeoutIn } from './signals.ts';
import { errorOf, noAnswer, TamsuiError, withKey } from './tamsui-error.ts';

const MAX_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;

export interface Connection {
  readonly baseUrl: string;
  readonly authorization: Authorization | undefined;
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  /** Ends all that is done by this connection. */
  readonly signal: AbortSignal | undefined;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string | undefined;
  /** What to be answered with, when there is a choice. */
  readonly accept: string;
  readonly idempotencyKey: string | undefined;
  /** Whether it may be sent again when nobody knows what became of it. */
  readonly repeatable: boolean;
  readonly deadlineMs: number;
  /** Of one attempt: a line that is dead is not waited for until the deadline. */
  readonly attemptTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface Answer {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: Headers;
}

/** What every request says: answers come in the version that the types are of, whatever the key keeps. */
export const SPOKEN = { 'tamsui-version': API_VERSION } as const;

/**
 * Sends a call until it is answered, may not be sent again, or its time is up; always under the same key.
 * @throws TamsuiError, or the signal's reason when the caller ended it
 */
export async function send(connection: Connection, call: Call): Promise<Answer> {
  const { clock, authorization } = connection;
  const endMs = clock.nowMs() + call.deadlineMs;
  const patience = (): Patience => ({ leftMs: endMs - clock.nowMs(), signal: call.signal });
  let hasRenewed = false;
  let isOpen = false;
  for (let attempt = 1; ; attempt++) {
    const headers = await askForToken(call, isOpen, () => headersOf(connection, call, patience()));
    const result = await attemptOnce(connection, call, headers, patience().leftMs);
    if (!(result instanceof TamsuiError)) return result;
    if (result.status === 401 && !hasRenewed) {
      hasRenewed = true;
      if (await askForToken(call, isOpen, async () => authorization?.renew?.(patience()))) continue;
    }
    if (attempt >= MAX_ATTEMPTS || !mayRepeat(call, result)) throw result;
    isOpen ||= result.status !== 429;
    const pauseMs = Math.max(result.retryAfterMs ?? 0, pauseBefore(attempt, clock));
    if (clock.nowMs() + pauseMs >= endMs) throw result;
    await clock.sleep(pauseMs, call.signal);
  }
}

/**
 * What goes wrong with a token is told as the failure of the call, under the call's own key.
 * @param isOpen whether an attempt was sent and not decided: then it may have happened, whatever the token is worth now
 */
async function askForToken<T>(
  { idempotencyKey, signal }: Call,
  isOpen: boolean,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (isOpen) throw noAnswer(error, idempotencyKey);
    throw error instanceof TamsuiError ? withKey(error, idempotencyKey) : error;
  }
}

/** 429 was turned away before anything was done, so it may be repeated whatever it was. */
function mayRepeat({ repeatable }: Call, { retryable, status }: TamsuiError): boolean {
  return retryable && (repeatable || status === 429);
}

/** Between half and all of a time that doubles, so that callers who failed together do not come back together. */
export function pauseBefore(attempt: number, clock: Clock): number {
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return most * (0.5 + clock.random() / 2);
}

async function attemptOnce(
  connection: Connection,
  call: Call,
  headers: Readonly<Record<string, string>>,
  leftMs: number,
): Promise<Answer | TamsuiError> {
  const { idempotencyKey } = call;
  const timeout = timeoutIn(Math.min(call.attemptTimeoutMs, leftMs));
  const signal = eitherOf(call.signal, timeout);
  try {
    const url = `${connection.baseUrl}${call.path}${call.query}`;
    // A redirect would carry the token to whoever it names.
    const init = { method: call.method, headers, signal, redirect: 'manual' as const };
    const response = await connection.fetch(
      url,
      call.body === undefined ? init : { ...init, body: call.body },
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) return errorOf(response, new TextDecoder().decode(bytes), idempotencyKey);
    return { status: response.status, bytes, headers: response.headers };
  } catch (error) {
    if (call.signal?.aborted) throw call.signal.reason;
    return noAnswer(error, idempotencyKey);
  }
}

async function headersOf(
  { authorization }: Connection,
  call: Call,
  patience: Patience,
): Promise<Record<string, string>> {
  return {
    accept: call.accept,
    ...SPOKEN,
    ...(await authorization?.headersFor(call, patience)),
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
  };
}
