import { setTimeout as delay } from 'node:timers/promises';

/** All time of the bank comes from here. */
export interface Clock {
  now(): Date;
  /** Resolves after `durationMs`, or at once when `signal` is aborted. Never rejects. */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(durationMs, signal) {
    // An aborted wait is the normal way to wake a sleeper, so its rejection says nothing.
    await delay(durationMs, undefined, { signal }).catch(() => undefined);
  },
};
