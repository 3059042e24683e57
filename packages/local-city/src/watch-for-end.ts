import type { CityConfig } from './config.ts';

/** Tells the parts of the city when it has to end, and why. */
export interface End {
  readonly signal: AbortSignal;
  /** Resolves when the city has to end. */
  readonly asked: Promise<void>;
  /** Set when it ends because something failed. */
  readonly failure: string | undefined;
  giveUp(reason: string): void;
  stopWatching(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_POLL_MS = 1_000;

/**
 * The city ends on Ctrl-C, on SIGTERM, when its terminal closes, and when the npm that started it is gone. A
 * terminal sends Ctrl-C to the whole group and npm passes its own copy on, so a signal may come twice: it
 * counts once, and ending takes no longer than it takes.
 */
export function watchForEnd({ startedByNpm }: Pick<CityConfig, 'startedByNpm'>): End {
  const controller = new AbortController();
  const state: { failure: string | undefined } = { failure: undefined };
  const ask = () => controller.abort(new Error('the city is stopping'));
  for (const signal of SIGNALS) process.on(signal, ask);
  // the terminal may be gone while we still have something to say
  process.stdout.on('error', () => {});
  const parent = process.ppid;
  const timer = startedByNpm
    ? setInterval(() => process.ppid !== parent && ask(), PARENT_POLL_MS)
    : undefined;
  return {
    signal: controller.signal,
    asked: new Promise((resolve) =>
      controller.signal.addEventListener('abort', () => resolve(), { once: true }),
    ),
    get failure() {
      return state.failure;
    },
    giveUp: (reason) => {
      state.failure ??= reason;
      ask();
    },
    stopWatching: () => {
      clearInterval(timer);
      for (const signal of SIGNALS) process.off(signal, ask);
    },
  };
}
