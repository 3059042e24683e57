import type { Random } from './random.ts';

/** How one seed treats the ledger: some seeds are calm, some are wild, each in a way of its own. */
export interface Profile {
  readonly callers: number;
  /** Requests over all callers. */
  readonly requests: number;
  readonly wallets: number;
  /** Probability of a fault for each message between callers and writers. */
  readonly network: number;
  /** Probability of a fault for each append or read. */
  readonly store: number;
  /** Milliseconds between two misfortunes of processes: crashes, takeovers, lost leads. */
  readonly misfortuneEveryMs: number;
  readonly clockJumpEveryMs: number;
  /** Memory so small that it forgets, or as much as the service has. */
  readonly smallMemory: boolean;
}

const MIN_REQUESTS = 90;
const MAX_REQUESTS = 180;

export function createProfile(random: Random): Profile {
  const smallMemory = random.chance(0.25);
  return {
    smallMemory,
    callers: smallMemory ? 2 : random.between(3, 30),
    requests: random.between(MIN_REQUESTS, MAX_REQUESTS),
    wallets: smallMemory ? random.between(30, 40) : random.between(4, 14),
    network: random.pick([0, 0.01, 0.05, 0.15]),
    store: random.pick([0, 0.02, 0.06, 0.15]),
    // A memory that forgets shows only while its process lives.
    misfortuneEveryMs: random.pick(smallMemory ? [400, 1_500, 100_000] : [60, 150, 400, 100_000]),
    clockJumpEveryMs: random.pick([40, 100, 250]),
  };
}
