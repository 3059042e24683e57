import type { CityPorts } from './city-plan.ts';
import type { CityConfig } from './config.ts';
import type { CityPaths } from './paths.ts';
import type { Supervised } from './processes/supervisor.ts';
import type { CitySecrets } from './secrets.ts';

/** What the steps of a start share. */
export interface CityContext {
  readonly config: CityConfig;
  readonly paths: CityPaths;
  readonly ports: CityPorts;
  readonly secrets: CitySecrets;
  /** Aborted when the city has to end, with the reason. */
  readonly signal: AbortSignal;
  /** Ends the city because a part of it cannot be kept up. */
  giveUp(reason: string): void;
  /** One line for the person at the terminal. */
  say(line: string): void;
  /** Process numbers by name, as they are now. */
  readonly pids: Map<string, number>;
  /** Called when a number changed. */
  recordPids(): void;
}

/** How a part of the city is kept up, given what is special about it. */
export function supervisionOf(city: CityContext, name: string) {
  return {
    name,
    signal: city.signal,
    say: city.say,
    onGiveUp: city.giveUp,
    nowMs: () => performance.now(),
    onStarted: ({ pid }: { readonly pid: number }) => {
      city.pids.set(name, pid);
      city.recordPids();
    },
  };
}

/** A part that was not started by us and is not ours to stop. */
export const notOurs: Supervised = { stop: async () => {} };
