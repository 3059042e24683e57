import type { Command, Outcome } from '@tamsui/book';
import type { Faults } from '../faults.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { Cluster } from '../writer/cluster.ts';
import { type Answer, answerOf } from './history.ts';

/** One answer for each command, or nothing but the news that it went wrong. */
export interface Reply {
  readonly answers: readonly Answer[] | undefined;
  readonly headWhenSent: bigint;
}

/** Carries requests to the ledger and replies back: late, in another order, twice, or not at all. */
export interface Network {
  /** @param onReply is called for every reply that arrives, but once for each */
  send(process: number, commands: readonly Command[], onReply: (reply: Reply) => void): void;
}

interface NetworkDeps {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  readonly cluster: Cluster;
  readonly trouble: number;
  readonly headNumber: () => bigint;
  readonly onBug: (error: unknown) => void;
}

const MAX_LATE_MS = 600;

export function createNetwork(deps: NetworkDeps): Network {
  const { scheduler, random, faults, cluster } = deps;

  /** How often a message arrives, and when. */
  function deliveriesMs(what: string): number[] {
    const usualMs = random.between(1, 6);
    if (!faults.isTrouble() || !random.chance(deps.trouble)) return [usualMs];
    const fault = random.pick(['lost', 'doubled', 'late'] as const);
    faults.count(`${what}: ${fault}`);
    if (fault === 'lost') return [];
    const lateMs = random.between(10, MAX_LATE_MS);
    return fault === 'late' ? [lateMs] : [usualMs, lateMs];
  }

  function answerBack(answers: Reply['answers'], onReply: (reply: Reply) => void): void {
    const reply = { answers, headWhenSent: deps.headNumber() };
    for (const delayMs of deliveriesMs('reply'))
      scheduler.after(delayMs, `reply: ${textOf(answers)}`, () => onReply(reply));
  }

  function deliver(process: number, commands: readonly Command[], onReply: (reply: Reply) => void): void {
    if (!cluster.isUp(process)) return;
    const outcomes = cluster.submit(process, commands);
    if (outcomes === undefined) answerBack(undefined, onReply);
    outcomes?.then(
      (known: readonly Outcome[]) => answerBack(known.map(answerOf), onReply),
      (error: unknown) => {
        if (!isRetryableFault(error)) deps.onBug(error);
        answerBack(undefined, onReply);
      },
    );
  }

  return {
    send: (process, commands, onReply) => {
      for (const delayMs of deliveriesMs('request')) {
        const name = `request to ${process}: ${commands.map(nameOf).join(', ')}`;
        scheduler.after(delayMs, name, () => deliver(process, commands, onReply));
      }
    },
  };
}

const nameOf = ({ kind, id }: Command): string => `${kind} ${id.slice(-4)}`;

function textOf(answers: Reply['answers']): string {
  if (answers === undefined) return 'ask again';
  return answers
    .map((answer) => (answer.status === 'conflict' ? 'conflict' : (answer.refusal?.code ?? 'posted')))
    .join(', ');
}

/** What a caller may hear when it must ask again. */
function isRetryableFault(error: unknown): boolean {
  return error instanceof Error && error.name === 'Fault' && 'retryable' in error && error.retryable === true;
}
