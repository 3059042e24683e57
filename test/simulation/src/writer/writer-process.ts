import type { Batch, BookState, Command, MemoryLimits, Outcome } from '@tamsui/book';
import type { Sequencer } from '../../../../services/ledger/src/sequencer/sequencer.ts';
import type { Faults } from '../faults.ts';
import type { Parts } from '../parts.ts';
import type { Random } from '../random.ts';
import type { Checkpoints } from '../store/checkpoints.ts';
import type { CommittedReads } from '../store/committed-reads.ts';
import { type Connection, createConnection } from '../store/connection.ts';
import type { Journal } from '../store/journal.ts';
import { StoreTrouble } from '../store/store-trouble.ts';
import { taipeiDate } from '../time/calendar.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { createCheckpointer } from './checkpointer.ts';
import type { Lead, Lease } from './lead.ts';
import { createJournalReads, loadByReplay, loadLazily } from './load.ts';

/** One life of a process of the ledger: from its start to its crash. */
export interface WriterProcess {
  /** Undefined while it does not lead. */
  submit(commands: readonly Command[]): Promise<readonly Outcome[]> | undefined;
  /** Memory is lost, nobody is answered, and what was sent to the store may arrive. */
  crash(): void;
  /** Takes no more, answers those who wait, leaves the lead to the next one, and ends. */
  stop(): void;
}

export interface WriterDeps {
  readonly parts: Parts;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly checkpoints: Checkpoints;
  readonly reads: CommittedReads;
  readonly lead: Lead;
  readonly now: () => Date;
  readonly storeTrouble: number;
  readonly memory: MemoryLimits;
  readonly onLead: () => void;
  /** Hears what no fault of the world explains. */
  readonly onBug: (error: unknown) => void;
}

const RETRY_DELAY_MS = 20;

/**
 * Does what the service's book writer does around the real sequencer: take the lead, load, serve; when anything fails,
 * throw the memory away and begin again.
 */
export function startWriterProcess(deps: WriterDeps): WriterProcess {
  const { parts, scheduler, random } = deps;
  let alive = true;
  let sequencer: Sequencer | undefined;
  let connection: Connection | undefined;
  let held: Lease | undefined;
  let kept: BookState | undefined;
  let stop: () => void = () => undefined;
  const stopAsked = new Promise<void>((resolve) => {
    stop = resolve;
  });

  async function leadOnce(): Promise<void> {
    const lease = await deps.lead.take(() => alive);
    held = lease;
    const current = createConnection({ ...deps, trouble: deps.storeTrouble });
    connection = current;
    const checkpointer = createCheckpointer(scheduler, current, deps.checkpoints);
    try {
      const state = await load(current);
      sequencer = serve(state, current, checkpointer.add);
      deps.onLead();
      const cause = await Promise.race([sequencer.failed, lease.lost, stopAsked]);
      if (cause instanceof Error) throw cause;
      if (!alive) await sequencer.drain();
    } finally {
      sequencer?.abandon();
      sequencer = undefined;
      checkpointer.stop();
      lease.release();
    }
  }

  async function load(current: Connection): Promise<BookState> {
    const epoch = deps.journal.nextEpoch();
    if (kept !== undefined && !parts.forgetsAfterFailure)
      return { ...kept, head: deps.journal.replayed.head };
    if (random.chance(0.5)) await current.read('all balances', () => deps.checkpoints.catchUp());
    const from = { ...deps, connection: current };
    kept = await (random.chance(0.3)
      ? loadByReplay(from, epoch)
      : loadLazily(from, epoch, parts.memory(deps.memory)));
    return kept;
  }

  function serve(state: BookState, current: Connection, committed: (batch: Batch) => void): Sequencer {
    const journal = createJournalReads({ ...deps, connection: current });
    return parts.createSequencer({
      state,
      prefetch: (commands, date) => parts.prefetch(state, commands, { journal, date }),
      append: (batch) =>
        current.write(`batch ${batch.number} of ${batch.entries.length}`, () =>
          deps.journal.append(batch, scheduler.step()),
        ),
      now: deps.now,
      calendarDate: taipeiDate,
      onCommitted: committed,
      metrics: { batchAppended: () => undefined },
    });
  }

  async function run(): Promise<void> {
    while (alive) {
      await leadOnce().catch((error: unknown) => {
        if (!(error instanceof StoreTrouble)) deps.onBug(error);
      });
      await new Promise<void>((resolve) => {
        scheduler.after(RETRY_DELAY_MS, 'tries again', resolve);
      });
    }
  }

  void run();
  return {
    submit: (commands) => (alive ? sequencer?.submit(commands) : undefined),
    stop: () => {
      alive = false;
      stop();
    },
    crash: () => {
      alive = false;
      connection?.cut();
      held?.release();
    },
  };
}
