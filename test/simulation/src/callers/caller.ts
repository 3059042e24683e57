import type { Command } from '@tamsui/book';
import type { Random } from '../random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { City } from './city.ts';
import type { History } from './history.ts';
import type { Network, Reply } from './network.ts';

/** Sends requests until each has its answer: with the same ids, to any process, as often as it takes. */
export interface Caller {
  /** @param done is called when the request has been answered */
  ask(commands: readonly Command[], done: () => void): void;
}

interface CallerDeps {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly network: Network;
  readonly history: History;
  readonly city: City;
  readonly processes: number;
}

const MIN_PATIENCE_MS = 80;
const MAX_PATIENCE_MS = 400;
const MAX_PAUSE_MS = 40;

export function createCaller(deps: CallerDeps): Caller {
  const { scheduler, random, history, city } = deps;
  /** The process that answered last leads, most likely. */
  let preferred = 0;

  function ask(commands: readonly Command[], done: () => void): void {
    let isDone = false;
    let isRetrying = false;
    let giveUp: () => void = () => undefined;

    function attempt(): void {
      isRetrying = false;
      if (isDone) return;
      const process = random.chance(0.9) ? preferred : random.below(deps.processes);
      history.sent(commands, scheduler.step());
      deps.network.send(
        process,
        commands,
        once((reply) => hear(process, reply)),
      );
      giveUp = scheduler.after(random.between(MIN_PATIENCE_MS, MAX_PATIENCE_MS), 'no answer', () =>
        again(process),
      );
    }

    function hear(process: number, { answers, headWhenSent }: Reply): void {
      if (answers === undefined) {
        again(process);
        return;
      }
      const step = scheduler.step();
      commands.forEach((command, n) => {
        const answer = answers[n];
        if (answer === undefined) return;
        history.answered(command, { answer, headWhenSent, step });
        if (!isDone) city.learn(command, answer);
      });
      giveUp();
      preferred = process;
      if (!isDone) done();
      isDone = true;
    }

    function again(process: number): void {
      giveUp();
      if (isDone || isRetrying) return;
      isRetrying = true;
      preferred = (process + 1) % deps.processes;
      scheduler.after(random.between(1, MAX_PAUSE_MS), 'asks again', attempt);
    }

    attempt();
  }

  return { ask };
}

/** Hears each reply once, however often the network brings it. */
function once(hear: (reply: Reply) => void): (reply: Reply) => void {
  const heard = new Set<Reply>();
  return (reply) => {
    if (heard.has(reply)) return;
    heard.add(reply);
    hear(reply);
  };
}
