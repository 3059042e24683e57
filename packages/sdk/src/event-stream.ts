import type { TamsuiClient } from './client.ts';
import type { Schema } from './operation-types.ts';
import { pauseBefore, SPOKEN } from './send.ts';
import { eitherOf } from './signals.ts';
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

/** What is heard of the stream: where a connection begins, what happened, and that a connection is no more. */
export type StreamNews =
  | { readonly kind: 'connected'; readonly after: string | undefined }
  | { readonly kind: 'event'; readonly event: Schema<'Event'> }
  | { readonly kind: 'disconnected'; readonly why: unknown };

type Heard = AsyncGenerator<StreamNews, void, undefined>;

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
  for await (const news of followEvents(client, options)) if (news.kind === 'event') yield news.event;
}

/** The same events, and between them what becomes of the connections: for whoever shows or logs it. */
export async function* followEvents(client: TamsuiClient, options: StreamOptions = {}): Heard {
  const place: Place = { lastId: options.after, retryMs: 0, failures: 0 };
  const { clock } = client.connection;
  const signal = eitherOf(options.signal, client.connection.signal);
  while (!signal?.aborted) {
    let why: unknown;
    // A line that ends before it has brought anything failed, even if it ended well: it is not asked again at once.
    place.failures += 1;
    try {
      yield* oneConnection(client, options.types, place, signal);
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof TamsuiError && !(await isPassing(client, error, place, signal))) throw error;
      place.failures = Math.max(1, place.failures);
      why = error;
    }
    if (!signal?.aborted) yield { kind: 'disconnected', why };
    const pauseMs = Math.max(place.retryMs, place.failures === 0 ? 0 : pauseBefore(place.failures, clock));
    await clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

/** Whether another attempt may do better. A 401 at first may be an old token. */
async function isPassing(
  { connection }: TamsuiClient,
  error: TamsuiError,
  place: Place,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  place.retryMs = Math.max(place.retryMs, error.retryAfterMs ?? 0);
  if (error.status !== 401) return error.retryable;
  return (
    place.failures === 1 &&
    ((await connection.authorization?.renew?.({ leftMs: SILENCE_MS, signal })) ?? false)
  );
}

async function* oneConnection(
  client: TamsuiClient,
  types: StreamOptions['types'],
  place: Place,
  signal: AbortSignal | undefined,
): Heard {
  const line = new AbortController();
  const silence = endWhenSilent(line);
  try {
    const response = await open(client, types, place, eitherOf(signal, line.signal));
    let isFirst = true;
    for await (const { id, data, retryMs } of parseSse(chunksOf(response, silence))) {
      place.failures = 0;
      place.retryMs = retryMs ?? place.retryMs;
      if (isFirst)
        yield { kind: 'connected', after: data === undefined ? (id ?? place.lastId) : place.lastId };
      isFirst = false;
      const isNew = id !== place.lastId;
      if (data !== undefined && isNew) yield { kind: 'event', event: JSON.parse(data) as Schema<'Event'> };
      // Only now: an event whose reader threw is told again.
      place.lastId = id ?? place.lastId;
    }
  } finally {
    silence.pause();
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
    ...(await connection.authorization?.headersFor(
      { method: 'GET', path: PATH },
      { leftMs: SILENCE_MS, signal },
    )),
    ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
  };
  const response = await connection.fetch(`${connection.baseUrl}${PATH}${query}`, {
    headers,
    signal,
    redirect: 'manual',
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (response.ok && isStream) return response;
  if (!response.ok) throw errorOf(response, await response.text(), undefined);
  await response.body?.cancel();
  throw new TamsuiError({
    code: 'unreadable_answer',
    message: 'The answer is no stream of events: is this the address of the API?',
    status: response.status,
    retryable: false,
  });
}

interface Silence {
  /** Something was heard: the time begins anew. */
  restart(): void;
  /** It is not the line that is waited for. */
  pause(): void;
}

/** Ends a line on which nothing comes for a while. Its time begins now: an answer may stay away, too. */
function endWhenSilent(line: AbortController): Silence {
  const end = () => line.abort(new Error('the stream has gone silent'));
  let timer = setTimeout(end, SILENCE_MS);
  const pause = () => clearTimeout(timer);
  const restart = () => {
    pause();
    timer = setTimeout(end, SILENCE_MS);
  };
  return { restart, pause };
}

/** The bytes of an answer as they come. While its reader works, nobody listens, so that is no silence. */
async function* chunksOf(response: Response, silence: Silence): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  for (;;) {
    silence.restart();
    const { done, value } = await reader.read();
    silence.pause();
    if (done) return;
    yield value as Uint8Array;
  }
}
