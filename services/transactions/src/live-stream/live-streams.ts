import type { Database } from '@tamsui/platform/database';
import type { Logger } from '@tamsui/platform/logger';
import { Counter, Gauge, type Registry } from '@tamsui/platform/metrics';
import type { Stoppable } from '@tamsui/platform/shutdown';
import type { StillAllowed } from '../auth/lasting-rights.ts';
import { type BackgroundLoop, createBackgroundLoop, type StepResult } from '../background-loop.ts';
import type { EventHub } from './event-hub.ts';
import { createEventStream, type EventStream, type EventStreamOptions } from './event-stream.ts';

/** Below the 30 to 60 seconds after which proxies and mobile networks give a silent connection up. */
const HEARTBEAT_MS = 15_000;
/** A token that ends, a device that is removed or a key that is revoked ends its streams within this time. */
const RIGHTS_MS = 5_000;
/** Streams whose rights are looked at at the same time: reads, and one connection each. */
const RIGHTS_AT_A_TIME = 4;
/** Readers that all lost their stream at one moment come back one after the other. */
const FIRST_RETRY_MS = 1_000;
const RETRY_STEP_MS = 250;
const RETRY_STEPS = 12;

export type NewStream = Pick<EventStreamOptions, 'sink' | 'owner' | 'types' | 'version' | 'place'> & {
  readonly stillAllowed: StillAllowed;
  /** Called once, when the stream has ended. */
  readonly onEnd: () => void;
};

/** All streams of this process. */
export interface LiveStreams extends Stoppable {
  readonly isStopping: boolean;
  open(stream: NewStream): void;
  readonly loop: BackgroundLoop;
}

export interface LiveStreamsDeps {
  readonly database: Database;
  readonly hub: EventHub;
  readonly logger: Logger;
  readonly metrics: Registry;
}

/** Keeps streams alive, ends those whose reader may not read any more, and all of them when the process stops. */
export function createLiveStreams({ database, hub, logger, metrics }: LiveStreamsDeps): LiveStreams {
  const open = new Map<EventStream, StillAllowed>();
  const ended = countEnded(metrics, () => open.size);
  let opened = 0;
  let isStopping = false;
  const heartbeat = setInterval(() => {
    for (const stream of open.keys()) stream.heartbeat();
  }, HEARTBEAT_MS);
  heartbeat.unref();

  async function lookAtRights(): Promise<StepResult> {
    const left = [...open];
    const lookAtSome = async () => {
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const [stream, stillAllowed] = next;
        if (!(await stillAllowed())) stream.end('not_allowed_any_more');
      }
    };
    await Promise.all(Array.from({ length: RIGHTS_AT_A_TIME }, lookAtSome));
    return 'idle';
  }

  return {
    name: 'live streams',
    get isStopping() {
      return isStopping;
    },
    loop: createBackgroundLoop({ name: 'stream rights', step: lookAtRights, idleMs: RIGHTS_MS, logger }),
    open: ({ stillAllowed, onEnd, ...options }) => {
      opened += 1;
      const stream = createEventStream({
        ...options,
        database,
        retryMs: FIRST_RETRY_MS + (opened % RETRY_STEPS) * RETRY_STEP_MS,
        onEnd: (why, cause) => {
          open.delete(stream);
          leave();
          onEnd();
          ended.inc({ why });
          if (cause !== undefined) logger.warn({ err: cause }, 'a live stream failed');
        },
      });
      open.set(stream, stillAllowed);
      const leave = hub.join(stream);
      stream.begin();
    },
    stop: async () => {
      isStopping = true;
      clearInterval(heartbeat);
      for (const stream of [...open.keys()]) stream.end('stopping');
    },
  };
}

function countEnded(metrics: Registry, openNow: () => number): Counter<'why'> {
  new Gauge({
    name: 'live_streams_open',
    help: 'Live streams that are open in this process.',
    registers: [metrics],
    collect() {
      this.set(openNow());
    },
  });
  return new Counter({
    name: 'live_streams_ended_total',
    help: 'Live streams that came to their end, by why.',
    labelNames: ['why'],
    registers: [metrics],
  });
}
