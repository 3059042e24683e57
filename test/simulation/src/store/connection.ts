import type { Faults } from '../faults.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { StoreTrouble } from './store-trouble.ts';

/** A writer's way to its store. Whatever is asked arrives later, and so does the answer, if at all. */
export interface Connection {
  /** Reads something. @throws Error when the connection fails before or after */
  read<Value>(name: string, act: () => Value): Promise<Value>;
  /** Writes something; when it fails, nobody knows whether it was done, or whether it still will be. */
  write(name: string, act: () => void): Promise<void>;
  /** The process is gone: no answer reaches it any more. What it sent may arrive all the same. */
  cut(): void;
}

interface ConnectionDeps {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly faults: Faults;
  /** Probability of a fault. */
  readonly trouble: number;
}

const SLOW_MS = 250;
/** A client that gives up; what it sent may still be done, long after. */
const GIVE_UP_MS = 120;
const LATE_MS = 400;

const READ_FAULTS = ['slow', 'failed'] as const;
const WRITE_FAULTS = ['slow', 'not done', 'done, answer lost', 'given up, then done', 'overtaken'] as const;

export function createConnection({ scheduler, random, faults, trouble }: ConnectionDeps): Connection {
  let isCut = false;
  let lastArrivalMs = 0;

  /** Requests on one connection are done in their order. */
  function arrivalMs(delayMs: number): number {
    lastArrivalMs = Math.max(lastArrivalMs, scheduler.elapsedMs() + delayMs);
    return lastArrivalMs - scheduler.elapsedMs();
  }

  /** @param settle what the process hears, as long as it is there */
  function answer(delayMs: number, name: string, settle: () => void): void {
    scheduler.after(delayMs, name, () => {
      if (!isCut) settle();
    });
  }

  function read<Value>(name: string, act: () => Value): Promise<Value> {
    const fault = faults.isTrouble() && random.chance(trouble / 2) ? random.pick(READ_FAULTS) : undefined;
    if (fault !== undefined) faults.count(`read: ${fault}`);
    const delayMs = fault === 'slow' ? random.below(SLOW_MS) : random.between(1, 4);
    return new Promise((resolve, reject) => {
      scheduler.after(delayMs, `read ${name}`, () => {
        if (fault === 'failed') answer(1, 'read failed', () => reject(connectionBroke()));
        else tell(act, reject, (value) => answer(random.between(1, 3), `got ${name}`, () => resolve(value)));
      });
    });
  }

  function write(name: string, act: () => void): Promise<void> {
    const fault = faults.isTrouble() && random.chance(trouble) ? random.pick(WRITE_FAULTS) : undefined;
    if (fault !== undefined) faults.count(`write: ${fault}`);
    return new Promise((resolve, reject) => {
      const lost = (): void => reject(connectionBroke());
      if (fault === 'given up, then done') answer(GIVE_UP_MS, 'given up', lost);
      scheduler.after(writeDelayMs(fault), `write ${name}`, () => {
        if (isCut && random.chance(0.3)) faults.count('write: lost with its process');
        else if (fault === 'not done') answer(1, 'write failed', lost);
        else
          tell(act, reject, () => {
            if (fault === 'done, answer lost') answer(random.between(1, 20), 'answer lost', lost);
            else if (fault !== 'given up, then done') answer(random.between(1, 3), `done ${name}`, resolve);
          });
      });
    });
  }

  /** Does it where the store is. What the store refuses, it refuses at once. */
  function tell<Value>(
    act: () => Value,
    reject: (error: unknown) => void,
    onDone: (value: Value) => void,
  ): void {
    let value: Value;
    try {
      value = act();
    } catch (error) {
      answer(1, 'refused', () => reject(error));
      return;
    }
    onDone(value);
  }

  function writeDelayMs(fault: (typeof WRITE_FAULTS)[number] | undefined): number {
    if (fault === 'overtaken') return random.between(5, 60);
    if (fault === 'given up, then done') return random.between(GIVE_UP_MS - 20, LATE_MS);
    return arrivalMs(fault === 'slow' ? random.below(SLOW_MS) : random.between(1, 8));
  }

  return {
    read,
    write,
    cut: () => {
      isCut = true;
    },
  };
}

const connectionBroke = (): StoreTrouble => new StoreTrouble('the connection broke');
