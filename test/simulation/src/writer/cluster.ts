import type { Command, Outcome } from '@tamsui/book';
import type { WallClock } from '../time/wall-clock.ts';
import { createLead } from './lead.ts';
import { startWriterProcess, type WriterDeps, type WriterProcess } from './writer-process.ts';

/** Two processes of the ledger, of which one leads, or both believe so. */
export interface Cluster {
  readonly size: number;
  isUp(process: number): boolean;
  /** Undefined while the process does not lead. */
  submit(process: number, commands: readonly Command[]): Promise<readonly Outcome[]> | undefined;
  /** Something happens to a process. */
  misfortune(): void;
  takeovers(): number;
}

const SIZE = 2;
const MAX_DOWN_MS = 250;

export function createCluster(deps: Omit<WriterDeps, 'lead' | 'now' | 'onLead'>, clock: WallClock): Cluster {
  const { scheduler, random, faults } = deps;
  const lead = createLead(scheduler, random);
  const processes: (WriterProcess | undefined)[] = Array.from({ length: SIZE }, (_, n) => start(n));
  let leads = 0;

  function start(process: number): WriterProcess {
    return startWriterProcess({
      ...deps,
      lead,
      now: () => clock.nowFor(process),
      onLead: () => {
        leads += 1;
        scheduler.note(`process ${process} leads`);
      },
    });
  }

  function end(process: number, how: 'crash' | 'stop'): void {
    const running = processes[process];
    if (running === undefined) return;
    faults.count(`process: ${how}`);
    running[how]();
    processes[process] = undefined;
    scheduler.after(random.between(5, MAX_DOWN_MS), `process ${process} starts`, () => {
      processes[process] = start(process);
    });
  }

  return {
    size: SIZE,
    isUp: (process) => processes[process] !== undefined,
    submit: (process, commands) => processes[process]?.submit(commands),
    misfortune: () => {
      const kind = random.pick(['crash', 'crash', 'stop', 'lead', 'lead', 'both'] as const);
      if (kind === 'crash' || kind === 'stop') end(random.below(SIZE), kind);
      if (kind === 'both') for (let process = 0; process < SIZE; process += 1) end(process, 'crash');
      if (kind === 'lead' && lead.break()) faults.count('process: lead lost, goes on for a while');
    },
    takeovers: () => Math.max(0, leads - 1),
  };
}
