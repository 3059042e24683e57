import type { Clock } from '@tamsui/platform/clock';
import { ask } from './ask.ts';
import { broken, type Finding, type Look, ok, skipped, warning } from './finding.ts';

/** A phone's proof is refused when it is a minute off (README of transactions); half of that is too near. */
const BROKEN_ABOVE_MS = 30_000;
const WARN_ABOVE_MS = 5_000;
/** The Date header of HTTP has whole seconds. */
const RESOLUTION_MS = 1_000;

/** How far this machine's clock is from the API's, which is what decides whether codes and proofs are fresh. */
export function lookAtClock(apiUrl: string, clock: Clock, signal: AbortSignal): Look {
  return async () => {
    const askedAt = clock.now().getTime();
    // That it does not answer is said of the API; here it only means that there is nothing to compare with.
    const answer = await ask(`${apiUrl}/healthz`, signal).catch(() => undefined);
    const answeredAt = clock.now().getTime();
    if (answer?.date === undefined) return [skipped('clock', 'The API says no time to compare with')];
    return [judgeClock(answer.date.getTime() - (askedAt + answeredAt) / 2)];
  };
}

/** @param differenceMs how far the API's clock is ahead of ours, as it said itself */
export function judgeClock(differenceMs: number): Finding {
  const offMs = Math.max(0, Math.abs(differenceMs) - RESOLUTION_MS);
  const seconds = Math.round(offMs / 100) / 10;
  const facts = { facts: { seconds_off: seconds } };
  if (offMs <= WARN_ABOVE_MS) return ok('clock', 'This clock and the API’s agree', facts);
  const text = `This clock is ${seconds} s ${differenceMs > 0 ? 'behind' : 'ahead of'} the API's`;
  const todo =
    'Set both machines’ clocks by NTP (timedatectl set-ntp true): signatures of webhooks and phones have a time.';
  return offMs > BROKEN_ABOVE_MS ? broken('clock', text, todo, facts) : warning('clock', text, todo, facts);
}
