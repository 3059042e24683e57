import type { Command } from '@tamsui/book';
import type { Profile } from '../profile.ts';
import type { Random } from '../random.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { Caller } from './caller.ts';
import type { City } from './city.ts';
import { anyCommand, type Mind, openAccount, POLICIES, setPolicy, topUp } from './commands.ts';

interface ProgramDeps {
  readonly profile: Profile;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly city: City;
  readonly now: () => Date;
  readonly newCaller: () => Caller;
}

/** Lets all callers do what they came for. */
export interface Program {
  isFinished(): boolean;
  requests(): number;
}

const MAX_PAUSE_MS = 30;
const MAX_COMMANDS_AT_ONCE = 4;

export function startProgram(deps: ProgramDeps): Program {
  const { profile, random, scheduler, city } = deps;
  /** Requests that may be sent once more, long after. */
  const earlier: (readonly Command[])[] = [];
  let begun = 0;
  let waiting = 0;

  const mind = (): Mind => ({ city, random, now: deps.now() });

  function ask(caller: Caller, commands: readonly Command[], done: () => void): void {
    waiting += 1;
    caller.ask(commands, () => {
      waiting -= 1;
      done();
    });
  }

  /** One request after another, with pauses, until there have been enough in the whole city. */
  function live(caller: Caller): void {
    if (begun >= profile.requests) return;
    begun += 1;
    const commands = nextRequest();
    const next = (): void => {
      scheduler.after(random.between(0, MAX_PAUSE_MS), 'pause', () => live(caller));
    };
    ask(caller, commands, next);
    if (random.chance(0.06)) ask(caller, commands, () => undefined);
    if (random.chance(0.05)) ask(caller, commands.map(otherwise), () => undefined);
    earlier.push(commands);
  }

  function nextRequest(): readonly Command[] {
    if (earlier.length > 0 && random.chance(0.08)) return random.pick(earlier);
    const many = !profile.smallMemory && random.chance(0.15);
    const count = many ? random.between(2, MAX_COMMANDS_AT_ONCE) : 1;
    const commands = Array.from({ length: count }, () => anyCommand(mind()));
    const [first] = commands;
    // The same id twice in one request is one command.
    return many && first !== undefined && random.chance(0.2) ? [...commands, first] : commands;
  }

  /** Another request under an id that is taken. */
  function otherwise({ id }: Command): Command {
    return { ...anyCommand(mind()), id };
  }

  function openCity(caller: Caller, waitingCommands: readonly Command[], done: () => void): void {
    const size = profile.smallMemory ? MAX_COMMANDS_AT_ONCE : waitingCommands.length;
    const now = waitingCommands.slice(0, size);
    if (now.length === 0) done();
    else ask(caller, now, () => openCity(caller, waitingCommands.slice(size), done));
  }

  const callers = Array.from({ length: profile.callers }, deps.newCaller);
  const [first] = callers;
  if (first !== undefined) openCity(first, opening(mind()), () => callers.forEach(live));
  return { isFinished: () => begun >= profile.requests && waiting === 0, requests: () => begun };
}

/** Policies, accounts, and some money in every wallet. */
function opening(mind: Mind): Command[] {
  const { bank, abroad, merchants, wallets } = mind.city;
  return [
    ...POLICIES.map((policy) => setPolicy(mind, policy, -48)),
    ...[bank, abroad, ...merchants, ...wallets].map((account) => openAccount(mind, account)),
    ...wallets.map(() => topUp(mind)),
  ];
}
