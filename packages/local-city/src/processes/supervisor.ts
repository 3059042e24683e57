import { setTimeout as sleep } from 'node:timers/promises';
import { planRestart } from './restart-policy.ts';
import type { Running } from './running.ts';

export interface SupervisorOptions {
  readonly name: string;
  /** Starts the program and resolves when it serves. An abort makes it give up and leave nothing behind. */
  start(signal: AbortSignal): Promise<Running>;
  /** Ends the whole city; nothing is started after it. */
  readonly signal: AbortSignal;
  /** Tells the user, in one line. */
  say(line: string): void;
  /** Called after each start, the first included. */
  onStarted(running: Running): void;
  /** Called once when the program falls too often to go on. */
  onGiveUp(reason: string): void;
  /** Milliseconds of a clock that only moves forward. */
  nowMs(): number;
}

export interface Supervised {
  stop(): Promise<void>;
}

/** Starts a program and starts it again whenever it ends by itself. @throws what the first start throws */
export async function supervise(options: SupervisorOptions): Promise<Supervised> {
  const stopping = new AbortController();
  const signal = AbortSignal.any([stopping.signal, options.signal]);
  let running = await options.start(signal);
  options.onStarted(running);
  const watch = async () => {
    const restartsMs: number[] = [];
    let reason = await running.exited;
    while (!signal.aborted) {
      const next = planRestart(restartsMs, options.nowMs());
      if (next.kind === 'give-up') {
        options.onGiveUp(`${options.name} ended too often (last: ${reason})`);
        return;
      }
      options.say(`${options.name} ended (${reason}); starting it again`);
      await pause(next.delayMs, signal);
      if (signal.aborted) return;
      restartsMs.push(options.nowMs());
      const started = await tryStart(options, signal);
      if (typeof started === 'string') {
        reason = started;
        continue;
      }
      running = started;
      options.onStarted(running);
      // stopped while it was starting: nobody else knows of this one
      if (signal.aborted) await running.stop();
      else options.say(`${options.name} is back`);
      reason = await running.exited;
    }
  };
  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await running.stop();
      await watching;
    },
  };
}

/** A failed start is a fall like any other: the reason is returned, and counted. */
async function tryStart({ start }: SupervisorOptions, signal: AbortSignal): Promise<Running | string> {
  try {
    return await start(signal);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  // an abort ends the pause early and is no error here
  await sleep(delayMs, undefined, { signal }).catch(() => {});
}
