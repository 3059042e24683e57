import {
  type Batch,
  type BookState,
  type Command,
  execute,
  MAX_COMMANDS_PER_BATCH,
  type Outcome,
} from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import { notLeading, outcomeUnknown, overloaded } from './sequencer-faults.ts';
import type { SequencerMetrics } from './sequencer-metrics.ts';

/** While PostgreSQL writes one batch, the book executes the next on top of it. */
const MAX_BATCHES_UNDER_WAY = 2;

/** One more when a whole batch waits: nothing could join it any more, so waiting would gain nothing. */
const MAX_FULL_BATCHES_UNDER_WAY = 3;

/** Commands that may wait. More would only wait longer than their callers do. */
const MAX_COMMANDS_WAITING = 20_000;

export interface Sequencer {
  submit(commands: readonly Command[]): Promise<readonly Outcome[]>;
  /** Resolves with the cause when an append failed or its outcome is unknown: the state is then worth nothing. */
  readonly failed: Promise<unknown>;
  /** Takes no more, and waits until everything that was submitted is durable or has failed. */
  drain(): Promise<void>;
  /** Answers all that wait with a retryable fault, and takes no more. */
  abandon(): void;
}

interface SequencerDeps {
  readonly state: BookState;
  /** Loads what the commands need. The date is this moment's in the city's zone. */
  readonly prefetch: (commands: readonly Command[], date: string) => Promise<void>;
  readonly append: (batch: Batch) => Promise<void>;
  readonly now: () => Date;
  readonly calendarDate: (instant: Date) => string;
  readonly onCommitted: (batch: Batch) => void;
  readonly metrics: SequencerMetrics;
}

/** The commands of one request: they stay together in one batch. */
interface Waiting {
  readonly commands: readonly Command[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts commands in one order and makes them durable in batches. There is no timer: what arrives while a batch is being
 * written is the next batch. Replies leave after COMMIT, retries' included: they wait for the batch they repeat.
 */
export function createSequencer(deps: SequencerDeps): Sequencer {
  const waiting: Waiting[] = [];
  const answering = new Set<Waiting>();
  let waitingCommands = 0;
  let underWay = 0;
  let preparing = false;
  let stopped = false;
  let draining = false;
  /** Groups are answered in their order, so who waits for the last one has waited for all. */
  let last: Promise<unknown> = Promise.resolve();
  /** Settles when everything executed so far is durable. Batches commit in order, on one connection. */
  let durable: Promise<void> = Promise.resolve();
  let signalFailed: (cause: unknown) => void;
  const failed = new Promise<unknown>((resolve) => {
    signalFailed = resolve;
  });

  function next(): void {
    if (stopped || preparing || waiting.length === 0 || underWay >= mostUnderWay()) return;
    preparing = true;
    prepare(take())
      .catch(abandon)
      .finally(() => {
        preparing = false;
        next();
      });
  }

  function mostUnderWay(): number {
    return waitingCommands >= MAX_COMMANDS_PER_BATCH ? MAX_FULL_BATCHES_UNDER_WAY : MAX_BATCHES_UNDER_WAY;
  }

  /** This moment, but never before the last batch: a clock that is set back moves no date. */
  function instant(): Date {
    return new Date(Math.max(deps.now().getTime(), deps.state.head.at.getTime()));
  }

  function take(): Waiting[] {
    const taken: Waiting[] = [];
    let count = 0;
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (count + first.commands.length > MAX_COMMANDS_PER_BATCH) break;
      count += first.commands.length;
      taken.push(first);
      answering.add(first);
      waiting.shift();
    }
    waitingCommands -= count;
    return taken;
  }

  async function prepare(taken: readonly Waiting[]): Promise<void> {
    const commands = taken.flatMap((group) => group.commands);
    await deps.prefetch(commands, deps.calendarDate(instant()));
    if (stopped) return;
    const now = instant();
    const { outcomes, batch } = execute(deps.state, commands, now, deps.calendarDate(now));
    if (batch !== undefined) write(batch);
    answerWhenDurable(taken, outcomes, durable);
  }

  function write(batch: Batch): void {
    underWay += 1;
    const before = durable;
    const start = performance.now();
    const appended = deps.append(batch);
    durable = Promise.all([before, appended]).then(() => {
      deps.metrics.batchAppended(batch.entries.length, (performance.now() - start) / 1_000);
      deps.onCommitted(batch);
    });
    durable.catch(abandon).finally(() => {
      underWay -= 1;
      next();
    });
  }

  function answerWhenDurable(
    taken: readonly Waiting[],
    outcomes: readonly Outcome[],
    when: Promise<void>,
  ): void {
    when.then(
      () => {
        let start = 0;
        for (const group of taken) {
          answering.delete(group);
          group.resolve(outcomes.slice(start, start + group.commands.length));
          start += group.commands.length;
        }
      },
      () => undefined, // abandon() has answered them
    );
  }

  function abandon(cause?: unknown): void {
    stopped = true;
    signalFailed(cause);
    const fault = outcomeUnknown(cause);
    for (const group of [...answering, ...waiting.splice(0)]) group.reject(fault);
    answering.clear();
  }

  function submit(commands: readonly Command[]): Promise<readonly Outcome[]> {
    invariant(commands.length <= MAX_COMMANDS_PER_BATCH, 'the commands of one request fit into one batch');
    if (stopped || draining) return Promise.reject(notLeading());
    if (waitingCommands + commands.length > MAX_COMMANDS_WAITING) return Promise.reject(overloaded());
    const answer = new Promise<readonly Outcome[]>((resolve, reject) => {
      waiting.push({ commands, resolve, reject });
    });
    waitingCommands += commands.length;
    last = answer;
    next();
    return answer;
  }

  return {
    failed,
    submit,
    drain: async () => {
      draining = true;
      // Its caller hears of a failure; here it only means that the waiting is over.
      await last.catch(() => undefined);
    },
    abandon: () => abandon(),
  };
}
