import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/** Asks until the answer is yes, or the time is over; tells which. The last answer is asked at the deadline. */
export async function waitUntil(
  holds: () => boolean | Promise<boolean>,
  timeoutMs: number,
  pollMs = POLL_MS,
): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() >= deadlineMs) return false;
    await sleep(pollMs);
  }
  return true;
}
