/** When a program that ended by itself is started again. All times are in milliseconds of one clock. */
export type Restart = { readonly kind: 'after'; readonly delayMs: number } | { readonly kind: 'give-up' };

export const RESTART_LIMIT = { count: 20, withinMs: 600_000 };
const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 15_000;
/** A program that held out this long after its last start has earned the short delay again. */
const CALM_MS = 30_000;

/**
 * One second after a first fall; twice as long after each further one that follows quickly; no more after 20
 * within ten minutes, because then somebody has to look.
 * @param restartsMs when it was started again before, oldest first
 */
export function planRestart(restartsMs: readonly number[], nowMs: number): Restart {
  const recent = restartsMs.filter((atMs) => nowMs - atMs < RESTART_LIMIT.withinMs);
  if (recent.length >= RESTART_LIMIT.count) return { kind: 'give-up' };
  const delayMs = Math.min(FIRST_DELAY_MS * 2 ** quickFalls(recent, nowMs), LONGEST_DELAY_MS);
  return { kind: 'after', delayMs };
}

/** How many restarts in a row, counted back from now, were each followed by a fall within the calm time. */
function quickFalls(restartsMs: readonly number[], nowMs: number): number {
  let laterMs = nowMs;
  let count = 0;
  for (const atMs of restartsMs.toReversed()) {
    if (laterMs - atMs >= CALM_MS) break;
    laterMs = atMs;
    count += 1;
  }
  return count;
}
