import { setTimeout as sleep } from 'node:timers/promises';
import { isRetryable } from '@tamsui/errors';
import type { Logger } from '@tamsui/platform/logger';
import type { Stoppable } from '@tamsui/platform/shutdown';

export interface BackgroundLoopOptions {
  readonly name: string;
  readonly step: () => Promise<void>;
  /** Rest between two steps; 0 for a step that waits by itself. */
  readonly restMs: number;
  readonly logger: Logger;
}

const FIRST_BACK_OFF_MS = 100;
const LONGEST_BACK_OFF_MS = 5_000;
/** A peer that restarts is back before so many failures in a row; one that is not needs a person. */
const FAILURES_BEFORE_ERROR = 10;

/** Repeats a step until it is stopped. A step that throws is tried again, later each time. */
export function startBackgroundLoop(options: BackgroundLoopOptions): Stoppable {
  const stopping = new AbortController();
  const running = repeat(options, stopping.signal);
  return {
    name: options.name,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function repeat(options: BackgroundLoopOptions, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      await options.step();
      failures = 0;
      await rest(options.restMs, signal);
    } catch (error) {
      failures += 1;
      logFailure(options, error, failures);
      await rest(backOffMs(failures), signal);
    }
  }
}

/** Being stopped rejects the timer; that is its way to end early, not a failure. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
}

/** 100 ms, doubled for each failure in a row, at most 5 s. */
export function backOffMs(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
}

function logFailure({ logger, name }: BackgroundLoopOptions, error: unknown, failures: number): void {
  const level = isRetryable(error) && failures < FAILURES_BEFORE_ERROR ? 'warn' : 'error';
  logger[level]({ err: error, loop: name, failures }, 'a step of a background loop failed');
}
