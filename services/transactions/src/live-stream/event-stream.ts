import type { Uuid } from '@tamsui/ids';
import type { Database } from '@tamsui/platform/database';
import type { EventOwner, EventType, OwnedEvent } from '../events/event.ts';
import { listEvents } from '../events/event-store.ts';
import type { ApiVersion } from '../http/api-version.ts';
import type { EventListener } from './event-hub.ts';
import { eventMessage, HEARTBEAT, placeMessage, retryMessage } from './sse.ts';

/** What a stream writes to: the answer of a request. */
export interface StreamSink {
  write(text: string): boolean;
  readonly writableNeedDrain: boolean;
  once(event: 'drain' | 'close', listener: () => void): unknown;
  off(event: 'drain' | 'close', listener: () => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** Why a stream came to its end. `too_slow` and `failed` cut the connection; the others end it in good order. */
export type StreamEnd = 'reader_left' | 'not_allowed_any_more' | 'stopping' | 'too_slow' | 'failed';

export interface EventStream extends EventListener {
  /** Says where it begins, sends what there is behind that, and goes on with what comes. */
  begin(): void;
  heartbeat(): void;
  end(why: StreamEnd): void;
}

export interface EventStreamOptions {
  readonly database: Database;
  readonly sink: StreamSink;
  readonly owner: EventOwner;
  readonly types: readonly EventType[];
  /** In which it is told. */
  readonly version: ApiVersion;
  /** The last event that the reader has. */
  readonly place: { readonly id: Uuid; readonly sequence: bigint };
  /** After how long the reader comes back. */
  readonly retryMs: number;
  readonly onEnd: (why: StreamEnd, cause?: unknown) => void;
  /** How long a reader may take nothing while there is something (10 s). */
  readonly slowMs?: number;
}

/** Events that are read at a time, and so the most that waits in memory for one reader beside its socket's buffer. */
const PAGE = 100;
const SLOW_MS = 10_000;

/**
 * One reader of one owner's events. It is live while it can take what it is offered at once. When it cannot, or has just
 * come, it reads the table by itself from its own place until it has caught up: so nothing is kept for a slow reader, and
 * none skips or repeats an event on the way from one to the other.
 */
export function createEventStream(options: EventStreamOptions): EventStream {
  const { database, sink, owner, types, version, retryMs, onEnd, slowMs = SLOW_MS } = options;
  const wanted = new Set(types);
  let { sequence } = options.place;
  let isLive = false;
  let missed = false;
  let ended = false;

  function send(event: OwnedEvent): void {
    if (event.sequence <= sequence) return;
    sequence = event.sequence;
    if (wanted.has(event.type)) sink.write(eventMessage(event, version));
  }

  /** @returns false when the reader took nothing for too long, or is gone */
  async function hasRoom(): Promise<boolean> {
    if (!sink.writableNeedDrain) return true;
    return new Promise((resolve) => {
      const settle = (room: boolean) => () => {
        clearTimeout(timer);
        sink.off('drain', drained);
        sink.off('close', closed);
        resolve(room);
      };
      const drained = settle(true);
      const closed = settle(false);
      const timer = setTimeout(closed, slowMs);
      sink.once('drain', drained);
      sink.once('close', closed);
    });
  }

  async function catchUp(): Promise<void> {
    let wasFull = true;
    while (wasFull || missed) {
      missed = false;
      if (!(await hasRoom())) return end('too_slow');
      const page = await listEvents(database, { owner, types, afterSequence: sequence, limit: PAGE });
      if (ended) return;
      for (const event of page) send(event);
      wasFull = page.length === PAGE;
    }
    // Nothing was offered since the last read began, so whatever is offered next comes behind it.
    isLive = true;
  }

  function fallBehind(): void {
    missed = true;
    if (!isLive || ended) return;
    isLive = false;
    catchUp().catch((error: unknown) => end('failed', error));
  }

  function end(why: StreamEnd, cause?: unknown): void {
    if (ended) return;
    ended = true;
    isLive = false;
    if (why === 'stopping') sink.write(`${retryMessage(retryMs)}\n`);
    if (why === 'too_slow' || why === 'failed') sink.destroy();
    else sink.end();
    onEnd(why, cause);
  }

  return {
    owner,
    begin: () => {
      sink.once('close', () => end('reader_left'));
      sink.write(placeMessage(options.place.id, retryMs));
      isLive = true;
      fallBehind();
    },
    offer: (event) => {
      if (!isLive || sink.writableNeedDrain) fallBehind();
      else send(event);
    },
    resync: fallBehind,
    heartbeat: () => {
      // Whoever cannot take what waits needs no heartbeat, but is looked at.
      if (isLive && sink.writableNeedDrain) fallBehind();
      else if (!ended && !sink.writableNeedDrain) sink.write(HEARTBEAT);
    },
    end,
  };
}
