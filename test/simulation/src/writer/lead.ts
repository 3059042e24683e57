import type { Random } from '../random.ts';
import type { Scheduler } from '../time/scheduler.ts';

/** The right to write, as the lock in PostgreSQL gives it. Nothing rests on it: the fence decides. */
export interface Lease {
  /** Resolves when the holder hears that it is gone, which may be long after somebody else has it. */
  readonly lost: Promise<void>;
  release(): void;
}

export interface Lead {
  /** Waits until the lead is free. Who is not wanted any more when it gets there is passed over. */
  take(isWanted: () => boolean): Promise<Lease>;
  /** Takes the lead from its holder, who goes on for a while in good faith. False when nobody has it. */
  break(): boolean;
}

interface Waiting {
  readonly isWanted: () => boolean;
  readonly take: (lease: Lease) => void;
}

const MAX_GOOD_FAITH_MS = 300;

export function createLead(scheduler: Scheduler, random: Random): Lead {
  const waiting: Waiting[] = [];
  let holder: { hear: () => void } | undefined;

  function handOver(): void {
    if (holder !== undefined) return;
    const next = waiting.shift();
    if (next === undefined) return;
    if (!next.isWanted()) {
      handOver();
      return;
    }
    let hear: () => void = () => undefined;
    const lost = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const mine = { hear };
    holder = mine;
    next.take({
      lost,
      release: () => {
        if (holder !== mine) return;
        holder = undefined;
        soon();
      },
    });
  }

  function soon(): void {
    scheduler.after(random.between(1, 30), 'the lead is free', handOver);
  }

  return {
    take: (isWanted) =>
      new Promise((take) => {
        waiting.push({ isWanted, take });
        if (holder === undefined) soon();
      }),
    break: () => {
      if (holder === undefined) return false;
      scheduler.after(random.below(MAX_GOOD_FAITH_MS), 'the old leader hears', holder.hear);
      holder = undefined;
      soon();
      return true;
    },
  };
}
