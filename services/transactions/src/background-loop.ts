import { setTimeout as sleep } from 'node:timers/promises';
import { Bug } from '@tamsui/errors';
import type { Logger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';

/** `more`: do the next step at once. `idle`: nothing to do for the moment. */
export type StepResult = 'more' | 'idle';

export interface Startable extends Stoppable {
  start(): void;
}

export interface BackgroundLoop extends Startable {
  /** Says that there may be work: an idle loop takes its next step now. */
  nudge(): void;
}

export interface BackgroundLoopOptions {
  readonly name: string;
  readonly step: () => Promise<StepResult>;
  readonly idleMs: number;
  readonly logger: Logger;
}

const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 5_000;
/** A peer that restarts is back before so many failures in a row; one that is not needs a person. */
const FAILURES_BEFORE_ERROR = 10;

/** Repeats a step until it is stopped. A step that throws is tried again, later each time. */
export function createBackgroundLoop(options: BackgroundLoopOptions): BackgroundLoop {
  const stopping = new AbortController();
  let resting = new AbortController();
  let nudged = false;
  let running = Promise.resolve();

  async function rest(ms: number): Promise<void> {
    resting = new AbortController();
    if (nudged) return;
    const signal = AbortSignal.any([stopping.signal, resting.signal]);
    // Being woken rejects the timer; that is its way to end early, not a failure.
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      nudged = false;
      try {
        const result = await options.step();
        failures = 0;
        if (result === 'idle') await rest(options.idleMs);
      } catch (error) {
        failures += 1;
        logFailure(options, error, failures);
        await rest(backOffMs(failures));
      }
    }
  }

  return {
    name: options.name,
    start: () => {
      running = run();
    },
    nudge: () => {
      nudged = true;
      resting.abort();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** 100 ms, doubled for each failure in a row, at most 5 s. */
export function backOffMs(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
}

function logFailure({ logger, name }: BackgroundLoopOptions, error: unknown, failures: number): void {
  const level = error instanceof Bug || failures >= FAILURES_BEFORE_ERROR ? 'error' : 'warn';
  logger[level]({ err: error, loop: name, failures }, 'a step of a background loop failed');
}
