import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

export interface LoopOptions {
  readonly name: string;
  /** Does what is to do now and returns how long to rest, in ms; 0 means there is more at once. */
  readonly step: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A worker: one step after another, resting between, woken by a nudge. */
export interface Loop {
  start(): void;
  /** There is something to do: ends the rest, or skips the next one. */
  nudge(): void;
  /** Lets the step under way finish, then ends. */
  stop(): Promise<void>;
}

/** Makes a loop that outlives errors: it logs them, waits a growing time and goes on. */
export function createLoop({ name, step, clock, log }: LoopOptions): Loop {
  const stopping = new AbortController();
  let rest = new AbortController();
  let nudged = false;
  let failures = 0;
  let running: Promise<void> = Promise.resolve();

  const restFor = async (durationMs: number): Promise<void> => {
    if (durationMs <= 0 || nudged) return;
    rest = new AbortController();
    await clock.sleep(durationMs, AbortSignal.any([rest.signal, stopping.signal]));
  };
  const stepOnce = async (): Promise<void> => {
    nudged = false;
    try {
      const restMs = await step();
      failures = 0;
      await restFor(restMs);
    } catch (error) {
      const backoffMs = Math.min(FIRST_BACKOFF_MS * 2 ** failures, MAX_BACKOFF_MS);
      failures += 1;
      log.warn({ err: error, loop: name, backoffMs }, 'a step failed and is tried again');
      await clock.sleep(backoffMs, stopping.signal);
    }
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) await stepOnce();
  };
  return {
    start() {
      running = run();
    },
    nudge() {
      nudged = true;
      rest.abort();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
