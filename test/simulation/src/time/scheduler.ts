import { createHash } from 'node:crypto';

/** Events of one seed. Beyond it, somebody waits for ever. */
const MAX_STEPS = 60_000;

/** Does one thing at a time, in the order of simulated time. */
export interface Scheduler {
  /** Simulated milliseconds since the beginning. They only go forward; calendars are another matter. */
  elapsedMs(): number;
  /** Number of the event that is being done. */
  step(): number;
  /** Does something later. What is named is part of the run's log. Returns what calls it off. */
  after(delayMs: number, name: string, act: () => void): () => void;
  /** Adds a line to the log. */
  note(text: string): void;
  /** Goes on until `isDone`. True when it got there, false when nothing was left to do or it took too long. */
  run(isDone: () => boolean): Promise<boolean>;
  /** SHA-256 of the log so far: two runs of a seed are the same run. */
  logHash(): string;
}

interface Event {
  readonly atMs: number;
  readonly name: string;
  readonly act: () => void;
  cancelled: boolean;
}

/** @param trace hears every line of the log */
export function createScheduler(trace?: (line: string) => void): Scheduler {
  /** Sorted by time, latest first; of two at one time the one that was asked for first is done first. */
  const events: Event[] = [];
  const log = createHash('sha256');
  let nowMs = 0;
  let step = 0;

  function note(text: string): void {
    const line = `${step} ${nowMs} ${text}`;
    log.update(line).update('\n');
    trace?.(line);
  }

  function insert(event: Event): void {
    let low = 0;
    let high = events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((events[middle]?.atMs ?? 0) <= event.atMs) high = middle;
      else low = middle + 1;
    }
    events.splice(low, 0, event);
  }

  async function run(isDone: () => boolean): Promise<boolean> {
    while (!isDone()) {
      const event = events.pop();
      if (event === undefined || step >= MAX_STEPS) return false;
      if (event.cancelled) continue;
      nowMs = Math.max(nowMs, event.atMs);
      step += 1;
      note(event.name);
      event.act();
      await settled();
    }
    return true;
  }

  return {
    elapsedMs: () => nowMs,
    step: () => step,
    after: (delayMs, name, act) => {
      const event = { atMs: nowMs + Math.max(0, Math.round(delayMs)), name, act, cancelled: false };
      insert(event);
      return () => {
        event.cancelled = true;
      };
    },
    note,
    run,
    logHash: () => log.copy().digest('hex'),
  };
}

/** All promises that could go on have gone on: nothing here waits for anything but the scheduler. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
