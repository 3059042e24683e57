import type { Clock } from '@tamsui/platform/clock';
import { createOldestFirst } from '../oldest-first.ts';
import {
  nameOfProof,
  PROOF_KEPT_MS,
  type ReplayGuard,
  remembersTooLittle,
  replayGuardUnavailable,
  wholeSecond,
} from './replay-guard.ts';

/** About 60 MB at the most, and more requests of residents than one process answers within the time. */
const MAX_PROOFS = 500_000;

/**
 * Proofs in the memory of one process, for a city that runs a single one. A process that starts knows nothing of the
 * proofs before, so it takes none that is older than itself.
 */
export function createMemoryReplayGuard(clock: Clock, maxProofs: number = MAX_PROOFS): ReplayGuard {
  const startedAtMs = wholeSecond(clock.now().getTime());
  const seen = createOldestFirst<number>();

  /** All are kept equally long, so the oldest are the first to go. */
  function sweep(nowMs: number): void {
    seen.forgetWhile((seenAtMs) => seenAtMs <= nowMs - PROOF_KEPT_MS);
  }

  return {
    isNew: async (proof) => {
      const nowMs = clock.now().getTime();
      sweep(nowMs);
      if (proof.issuedAt.getTime() < startedAtMs) throw remembersTooLittle();
      const name = nameOfProof(proof);
      if (seen.get(name) !== undefined) return false;
      if (seen.size >= maxProofs)
        throw replayGuardUnavailable('Too many proofs are remembered at the moment.');
      seen.set(name, nowMs);
      return true;
    },
  };
}
