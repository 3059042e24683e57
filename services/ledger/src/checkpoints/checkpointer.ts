import type { Batch } from '@tamsui/book';
import type { Logger } from '@tamsui/platform/logger';
import type { CheckpointedAccount, CheckpointStore } from './checkpoint-store.ts';

/** A shop that took 2,000 payments in this time costs one row update. */
const SHORTEST_PAUSE_MS = 1_000;
/**
 * A write that took long is followed by a longer pause, so that checkpoints take a tenth of the time at most. When many
 * accounts move, most of them move again meanwhile and are written once for it; a restart has a few seconds more to add.
 */
const PAUSE_PER_WRITE = 9;
const LONGEST_PAUSE_MS = 10_000;

export interface Checkpointer {
  /** Takes note of a batch that is committed. */
  add(batch: Batch): void;
  /** Writes what is left and ends. */
  stop(): Promise<void>;
}

interface CheckpointerDeps {
  readonly store: CheckpointStore;
  readonly logger: Logger;
}

/**
 * Writes balances behind the journal, in the background. It only ever sees counters of committed batches; when it
 * fails nothing is lost but time at the next start.
 */
export function createCheckpointer({ store, logger }: CheckpointerDeps): Checkpointer {
  let moved = new Map<bigint, CheckpointedAccount>();
  let batch = 0n;
  let writing: Promise<void> = Promise.resolve();
  let stopped = false;
  let timer = writeAfter(SHORTEST_PAUSE_MS);

  async function write(): Promise<void> {
    if (moved.size === 0) return;
    const taken = moved;
    moved = new Map();
    try {
      // In order of their numbers, so that two writers could never wait for each other.
      await store.write(
        batch,
        [...taken.values()].sort((a, b) => (a.number < b.number ? -1 : 1)),
      );
    } catch (error) {
      for (const [number, account] of taken) if (!moved.has(number)) moved.set(number, account);
      logger.warn({ err: error }, 'the checkpoint was not written; the next one will include it');
    }
  }

  function writeAfter(pauseMs: number): NodeJS.Timeout {
    return setTimeout(() => {
      const start = performance.now();
      writing = write().then(() => {
        const pauseMs = (performance.now() - start) * PAUSE_PER_WRITE;
        if (!stopped) timer = writeAfter(Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, pauseMs)));
      });
    }, pauseMs);
  }

  return {
    add: (committed) => {
      batch = committed.number;
      for (const [number, counters] of committed.moved) moved.set(number, { number, ...counters });
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
