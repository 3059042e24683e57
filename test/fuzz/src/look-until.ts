import { waitUntil } from '@tamsui/local-city/processes';

const LOOK_EVERY_MS = 200;

/** Looks again and again until it is so, or the time is over; tells which. */
export function lookUntil(isSo: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  return waitUntil(isSo, timeoutMs, LOOK_EVERY_MS);
}
