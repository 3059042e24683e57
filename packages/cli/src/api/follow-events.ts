import { setTimeout as delay } from 'node:timers/promises';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';
import { type Line, open } from './send.ts';

/** What is heard of the stream of events. */
export type Heard =
  | { readonly kind: 'listening' }
  | { readonly kind: 'event'; readonly id: string; readonly data: string }
  | { readonly kind: 'disconnected'; readonly why: string };

export interface FollowOptions {
  /** The last event that is known already; what happens from now on when undefined. */
  readonly after: string | undefined;
  /** Only events of these types, separated by commas. */
  readonly types: string | undefined;
}

/** The API says something every 15 seconds. */
const SILENCE_MS = 45_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** An event has some kilobytes; what has no end is no stream of ours. */
const MAX_BUFFER = 4 * 1024 * 1024;

/**
 * Every event, each once and in order, over as many connections as it takes, until the line's signal ends it. The stream
 * begins by saying where it is, so that nothing is lost when it breaks before its first event.
 * @throws CliError when the API refuses for good
 */
export async function* followEvents(line: Line, { after, types }: FollowOptions): AsyncGenerator<Heard> {
  let lastId = after;
  let failures = 0;
  while (!line.signal.aborted) {
    const silence = new AbortController();
    try {
      const response = await connect(line, lastId, types, AbortSignal.any([line.signal, silence.signal]));
      yield { kind: 'listening' };
      for await (const { id, data } of messagesOf(response, silence)) {
        failures = 0;
        if (id !== undefined && data !== undefined && id !== lastId) yield { kind: 'event', id, data };
        // Only now: an event whose reader was stopped in the middle is told again.
        lastId = id ?? lastId;
      }
      yield { kind: 'disconnected', why: 'the stream ended' };
    } catch (error) {
      if (line.signal.aborted) return;
      if (error instanceof CliError && error.exitCode !== EXIT.unreachable) throw error;
      yield { kind: 'disconnected', why: error instanceof Error ? error.message : String(error) };
    } finally {
      silence.abort();
    }
    failures += 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    await delay(pauseMs, undefined, { signal: line.signal }).catch(() => undefined);
  }
}

function connect(line: Line, lastId: string | undefined, types: string | undefined, signal: AbortSignal) {
  const query = types === undefined ? '' : `?${new URLSearchParams({ type: types }).toString()}`;
  const headers = {
    accept: 'text/event-stream',
    ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
  };
  return open(line, `/v1/events/stream${query}`, { headers, signal });
}

interface Message {
  readonly id: string | undefined;
  readonly data: string | undefined;
}

/** Server-sent events (HTML standard 9.2.6), and an end to a line that says nothing any more. */
async function* messagesOf(response: Response, silence: AbortController): AsyncGenerator<Message> {
  const decoder = new TextDecoder();
  let text = '';
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    for await (const chunk of response.body ?? []) {
      clearTimeout(timer);
      text += decoder.decode(chunk as Uint8Array, { stream: true });
      if (text.length > MAX_BUFFER) throw new RangeError('a message of the stream has no end');
      const blocks = text.split(/\r?\n\r?\n/);
      text = blocks.pop() ?? '';
      yield* blocks.map(messageOf);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
    }
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(block: string): Message {
  const lines = block.split(/\r?\n/);
  const valuesOf = (field: string) =>
    lines
      .filter((line) => line.startsWith(`${field}:`))
      .map((line) => line.slice(field.length + 1).replace(/^ /, ''));
  const data = valuesOf('data');
  return { id: valuesOf('id').at(-1), data: data.length === 0 ? undefined : data.join('\n') };
}
