import type { TamsuiClient } from './client.ts';
import type { Schema } from './operation-types.ts';
import { pauseBefore, SPOKEN } from './send.ts';
import { parseSse } from './sse-parser.ts';
import { errorOf, TamsuiError } from './tamsui-error.ts';

/** Stands before every event: who has none yet begins behind it. */
export const BEFORE_ALL_EVENTS = `evt_${'0'.repeat(26)}`;

export interface StreamOptions {
  /** The last event that you have, or `BEFORE_ALL_EVENTS`; what happens from now on when left out. */
  readonly after?: string;
  readonly types?: readonly Schema<'Event'>['type'][];
  readonly signal?: AbortSignal;
}

/** Comments come every 15 seconds: who hears nothing for three of them listens to a dead line. */
const SILENCE_MS = 45_000;
const PATH = '/v1/events/stream';

interface Place {
  lastId: string | undefined;
  retryMs: number;
  failures: number;
}

/**
 * Every event as it happens, each once and in order, over as many connections as it takes. It ends when the signal does.
 * @throws TamsuiError when the API refuses the stream for good
 */
export async function* streamEvents(
  client: TamsuiClient,
  options: StreamOptions = {},
): AsyncGenerator<Schema<'Event'>, void, undefined> {
  const place: Place = { lastId: options.after, retryMs: 0, failures: 0 };
  const { clock } = client.connection;
  while (!options.signal?.aborted) {
    try {
      yield* oneConnection(client, options, place);
    } catch (error) {
      if (options.signal?.aborted) return;
      if (error instanceof TamsuiError && !(await isPassing(client, error, place))) throw error;
      place.failures += 1;
    }
    const pauseMs = Math.max(place.retryMs, place.failures === 0 ? 0 : pauseBefore(place.failures, clock));
    await clock.sleep(pauseMs, options.signal).catch(() => undefined);
  }
}

/** Whether another attempt may do better. A 401 at first may be an old token. */
async function isPassing({ connection }: TamsuiClient, error: TamsuiError, place: Place): Promise<boolean> {
  place.retryMs = Math.max(place.retryMs, error.retryAfterMs ?? 0);
  if (error.status !== 401) return error.retryable;
  return place.failures === 0 && ((await connection.authorization?.renew?.()) ?? false);
}

async function* oneConnection(
  client: TamsuiClient,
  { types, signal }: StreamOptions,
  place: Place,
): AsyncGenerator<Schema<'Event'>, void, undefined> {
  const line = new AbortController();
  const both = signal === undefined ? line.signal : AbortSignal.any([signal, line.signal]);
  try {
    const response = await open(client, types, place, both);
    for await (const { id, data, retryMs } of parseSse(untilSilent(response, line))) {
      place.failures = 0;
      place.retryMs = retryMs ?? place.retryMs;
      const isNew = id !== place.lastId;
      if (data !== undefined && isNew) yield JSON.parse(data) as Schema<'Event'>;
      // Only now: an event whose reader threw is told again.
      place.lastId = id ?? place.lastId;
    }
  } finally {
    line.abort();
  }
}

async function open(
  { connection }: TamsuiClient,
  types: StreamOptions['types'],
  { lastId }: Place,
  signal: AbortSignal,
): Promise<Response> {
  const query = types === undefined ? '' : `?${new URLSearchParams({ type: types.join(',') }).toString()}`;
  const headers = {
    accept: 'text/event-stream',
    ...SPOKEN,
    ...(await connection.authorization?.headersFor({ method: 'GET', path: PATH })),
    ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
  };
  const response = await connection.fetch(`${connection.baseUrl}${PATH}${query}`, {
    headers,
    signal,
    redirect: 'manual',
  });
  if (response.ok) return response;
  throw errorOf(response, await response.text(), undefined);
}

/** The bytes of an answer, and an end to the line when none come for a while. */
async function* untilSilent(response: Response, line: AbortController): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  const end = () => line.abort(new Error('the stream has gone silent'));
  let timer = setTimeout(end, SILENCE_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      clearTimeout(timer);
      if (done) return;
      yield value as Uint8Array;
      timer = setTimeout(end, SILENCE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}
