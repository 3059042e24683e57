import type { Batch } from '@tamsui/book';
import type { Logger } from '@tamsui/platform/logger';
import type { CheckpointedAccount, CheckpointStore } from './checkpoint-store.ts';

/** A shop that took 2,000 payments in this time costs one row update. */
const INTERVAL_MS = 1_000;

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
  let writing: Promise<void> | undefined;

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

  const timer = setInterval(() => {
    // A write that takes longer than this is not joined by another: it would only queue up behind it.
    writing ??= write().finally(() => {
      writing = undefined;
    });
  }, INTERVAL_MS);

  return {
    add: (committed) => {
      batch = committed.number;
      for (const [number, counters] of committed.moved) moved.set(number, { number, ...counters });
    },
    stop: async () => {
      clearInterval(timer);
      await writing;
      await write();
    },
  };
}
