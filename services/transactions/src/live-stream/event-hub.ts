import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import { type BackgroundLoop, createBackgroundLoop, type StepResult } from '../background-loop.ts';
import type { EventOwner, OwnedEvent } from '../events/event.ts';
import type { EventNews } from '../events/event-news.ts';
import { listEventsOf, readLastSequence } from '../events/event-store.ts';

/** Whoever is told at once what an owner is told. */
export interface EventListener {
  readonly owner: EventOwner;
  /** The next event of the owner, in order. */
  offer(event: OwnedEvent): void;
  /** Something may have been missed: what comes next has to be read from the table. */
  resync(): void;
}

/** Reads new events once for all listeners of this process. */
export interface EventHub {
  readonly loop: BackgroundLoop;
  /**
   * From now on the listener is offered what is new; what was there before it reads by itself.
   * @returns what ends it
   */
  join(listener: EventListener): () => void;
}

/** How late an event may come when nobody nudges: another process wrote it, and there is no Redis to say so. */
const POLL_MS = 500;
/** News come in swarms; so many of them are one read. */
const GATHER_MS = 20;
/** Sequences that are read at a time. */
const MAX_RANGE = 2_000n;

export interface EventHubOptions {
  readonly database: Database;
  readonly news: EventNews;
  readonly logger: Logger;
}

/**
 * Follows the table by its sequence, so that no event is missed whoever wrote it; news only make it look sooner. A
 * process without listeners asks how far the table is, and reads nothing.
 */
export function createEventHub({ database, news, logger }: EventHubOptions): EventHub {
  const listeners = new Map<string, Set<EventListener>>();
  let readThrough: bigint | undefined;

  async function step(): Promise<StepResult> {
    const last = await readLastSequence(database);
    if (readThrough === undefined) {
      readThrough = last;
      for (const each of listeners.values()) for (const listener of each) listener.resync();
      return 'idle';
    }
    if (last === readThrough) return 'idle';
    const through = last - readThrough > MAX_RANGE ? readThrough + MAX_RANGE : last;
    // Whoever joins from here on reads for themselves what there is up to `through`.
    for (const kind of ['merchant', 'resident'] as const) await pass(kind, readThrough, through);
    readThrough = through;
    return through === last ? 'idle' : 'more';
  }

  async function pass(kind: EventOwner['kind'], afterSequence: bigint, throughSequence: bigint) {
    const all = [...listeners.values()].flatMap(([first]) => first ?? []);
    const owners = all.filter(({ owner }) => owner.kind === kind).map(({ owner }) => owner.id);
    if (owners.length === 0) return;
    const page = { owners, afterSequence, throughSequence, limit: Number(MAX_RANGE) };
    for (const event of await listEventsOf(database, kind, page))
      for (const listener of [...(listeners.get(keyOf(event.owner)) ?? [])]) listener.offer(event);
  }

  const loop = createBackgroundLoop({ name: 'live events', step, idleMs: POLL_MS, logger });
  const stopListening = news.listen(gathered(loop.nudge));
  return {
    loop: {
      ...loop,
      stop: async () => {
        stopListening();
        await loop.stop();
      },
    },
    join: (listener) => {
      const key = keyOf(listener.owner);
      listeners.set(key, (listeners.get(key) ?? new Set()).add(listener));
      return () => {
        const others = listeners.get(key);
        others?.delete(listener);
        if (others?.size === 0) listeners.delete(key);
      };
    },
  };
}

function keyOf({ kind, id }: EventOwner): string {
  return `${kind}:${id}`;
}

/** Calls a moment after the first of several. */
function gathered(call: () => void): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      call();
    }, GATHER_MS);
  };
}
