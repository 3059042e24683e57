import type { Stoppable } from '@tamsui/platform/shutdown';

/** How busy this process is. */
export interface Load {
  /** Requests that were let in and have no answer yet. */
  readonly inFlight: number;
  /** Those that may wait for news, which are not among the former. */
  readonly waiting: number;
  /** How much later than asked for the event loop does things. */
  readonly loopDelayMs: number;
}

export type LoadCounter = 'inFlight' | 'waiting';

export interface LoadGauge extends Stoppable {
  read(): Load;
  enter(counter: LoadCounter): void;
  leave(counter: LoadCounter): void;
}

const SAMPLE_MS = 20;
/** Of an old delay, what is still felt at the next sample: half a second after a stall it is forgotten. */
const FADING = 0.8;

/** Measures the delay of the event loop by a timer that says how late it is. */
export function createLoadGauge(): LoadGauge {
  const counts = { inFlight: 0, waiting: 0 };
  let loopDelayMs = 0;
  let expectedAtMs = performance.now() + SAMPLE_MS;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    loopDelayMs = fadeIn(loopDelayMs, nowMs - expectedAtMs);
    expectedAtMs = nowMs + SAMPLE_MS;
  }, SAMPLE_MS);
  timer.unref();
  return {
    name: 'load gauge',
    read: () => ({ ...counts, loopDelayMs }),
    enter: (counter) => {
      counts[counter] += 1;
    },
    leave: (counter) => {
      counts[counter] -= 1;
    },
    stop: async () => clearInterval(timer),
  };
}

/** The new delay at once when it is longer, the old one fading when it is not. */
export function fadeIn(beforeMs: number, delayMs: number): number {
  return Math.max(delayMs, beforeMs * FADING);
}
