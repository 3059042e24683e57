import type { Batch } from '@tamsui/book';
import type { Checkpoints } from '../store/checkpoints.ts';
import type { Connection } from '../store/connection.ts';
import type { Scheduler } from '../time/scheduler.ts';

const INTERVAL_MS = 80;

/** Writes what committed batches have moved, behind the journal. */
export interface Checkpointer {
  add(batch: Pick<Batch, 'moved'>): void;
  stop(): void;
}

export function createCheckpointer(
  scheduler: Scheduler,
  connection: Connection,
  checkpoints: Checkpoints,
): Checkpointer {
  let moved: Map<
    bigint,
    Batch['moved'] extends ReadonlyMap<bigint, infer Counters> ? Counters : never
  > = new Map();
  let cancel: (() => void) | undefined;

  function write(): void {
    cancel = undefined;
    const taken = moved;
    moved = new Map();
    connection
      .write('checkpoint', () => checkpoints.write(taken))
      // What was not written is found in the journal by whoever reads.
      .catch(() => undefined);
  }

  return {
    add: (batch) => {
      for (const [account, counters] of batch.moved) moved.set(account, counters);
      cancel ??= scheduler.after(INTERVAL_MS, 'checkpoint', write);
    },
    stop: () => cancel?.(),
  };
}
