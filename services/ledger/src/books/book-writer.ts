import { setTimeout as delay } from 'node:timers/promises';
import type { Command, Outcome } from '@tamsui/book';
import { Bug } from '@tamsui/errors';
import type { Clock } from '@tamsui/platform/clock';
import type { Logger } from '@tamsui/platform/logger';
import type { CheckpointStore } from '../checkpoints/checkpoint-store.ts';
import { createCheckpointer } from '../checkpoints/checkpointer.ts';
import { createRecentEntries, type RecentEntries } from '../feed/recent-entries.ts';
import { createAppender } from '../journal/append-batch.ts';
import type { JournalStore } from '../journal/journal-store.ts';
import { createKnownFinder, type Known } from '../journal/known-entries-store.ts';
import type { Leadership } from '../leadership/leadership.ts';
import { prefetch } from '../sequencer/prefetch.ts';
import { createSequencer, type Sequencer } from '../sequencer/sequencer.ts';
import { notLeading } from '../sequencer/sequencer-faults.ts';
import type { SequencerMetrics } from '../sequencer/sequencer-metrics.ts';
import { type CommitSignal, createCommitSignal } from './commit-signal.ts';
import { createFailureLog } from './failure-log.ts';

/** Pause before a writer that lost its lead or its database tries again. */
const RETRY_DELAY_MS = 200;

export interface BookWriter {
  /** Executes commands and waits until they are durable. @throws Fault, retryable, when it cannot or does not know */
  submit(commands: readonly Command[]): Promise<readonly Outcome[]>;
  /** True while this process leads the book and takes commands. */
  isLeading(): boolean;
  /** For readers that wait for news. A process that does not lead hears of none. */
  readonly commits: CommitSignal;
  /** What it has committed of late. */
  readonly recentEntries: Pick<RecentEntries, 'after'>;
  start(): void;
  stop(): Promise<void>;
}

interface BookWriterDeps {
  readonly leadership: Leadership;
  readonly journal: JournalStore;
  readonly checkpoints: CheckpointStore;
  readonly schema: string;
  readonly clock: Clock;
  readonly calendarDate: (instant: Date) => string;
  readonly logger: Logger;
  readonly metrics: SequencerMetrics;
}

/**
 * Keeps one book written, crash-only: take the lead, load, serve; when anything fails, throw the memory away and begin
 * again. Callers that waited get a retryable fault and ask again with the same id.
 */
export function createBookWriter(deps: BookWriterDeps): BookWriter {
  const { leadership, journal, checkpoints, logger } = deps;
  const commits = createCommitSignal();
  const recentEntries = createRecentEntries();
  const failures = createFailureLog(logger, 'the book is reloaded');
  const stopping = new AbortController();
  const stopAsked = aborted(stopping.signal);
  let sequencer: Sequencer | undefined;
  let running: Promise<void> = Promise.resolve();

  async function lead(): Promise<void> {
    const lease = await leadership.take(stopping.signal);
    if (lease === undefined) return;
    const checkpointer = createCheckpointer({ store: checkpoints, logger });
    try {
      await checkpoints.catchUp();
      const state = await journal.loadState(lease.epoch);
      const findKnown = createKnownFinder(lease.lookUps, deps.schema);
      const reads = {
        ...journal,
        loadEntries: async (asked: Known) => journal.loadEntries(await findKnown(asked)),
      };
      sequencer = createSequencer({
        state,
        prefetch: (commands, date) => prefetch(state, commands, { journal: reads, date }),
        append: createAppender(lease.client, deps.schema),
        now: () => deps.clock.now(),
        calendarDate: deps.calendarDate,
        onCommitted: (batch) => {
          checkpointer.add(batch);
          recentEntries.add(batch, state.accountsByNumber.get);
          commits.notify();
        },
        metrics: deps.metrics,
      });
      logger.info({ epoch: lease.epoch, batch: String(state.head.number) }, 'leading');
      const cause = await Promise.race([sequencer.failed, lease.lost, stopAsked]);
      if (cause !== undefined) throw cause;
      if (stopping.signal.aborted) await sequencer.drain();
    } finally {
      sequencer?.abandon();
      sequencer = undefined;
      await checkpointer.stop();
      await lease.release();
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await lead();
      } catch (error) {
        // A bug in the book would come again: the process stops, so that somebody looks.
        if (error instanceof Bug) throw error;
        failures.failed(error);
      }
      if (!stopping.signal.aborted) await delay(RETRY_DELAY_MS);
    }
  }

  return {
    submit: (commands) =>
      sequencer === undefined ? Promise.reject(notLeading()) : sequencer.submit(commands),
    isLeading: () => sequencer !== undefined,
    commits,
    recentEntries,
    start: () => {
      running = run();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
