import { percentile } from './percentile.ts';

/** How long each look is, in milliseconds: some hundred payments, enough for a p99. */
const WINDOW_MS = 500;

/**
 * Seconds from the start until the p99 is normal and stays so: the end of the last window of half a second whose p99 is
 * above `normalMs`. 0 when every window is normal; null when the last one is not, since then nobody knows.
 */
export function recoverySeconds(
  dueMs: readonly number[],
  latenciesMs: readonly number[],
  normalMs: number,
): number | null {
  const windows: (number[] | undefined)[] = [];
  for (const [index, at] of dueMs.entries()) {
    const window = Math.floor(at / WINDOW_MS);
    const looked = windows[window] ?? [];
    looked.push(latenciesMs[index] ?? Number.POSITIVE_INFINITY);
    windows[window] = looked;
  }
  const lastSlow = windows.findLastIndex((window = []) => percentile(window, 0.99) > normalMs);
  return lastSlow === windows.length - 1 && lastSlow >= 0 ? null : ((lastSlow + 1) * WINDOW_MS) / 1_000;
}
