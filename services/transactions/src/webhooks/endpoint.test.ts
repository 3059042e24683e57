import { describe, expect, it } from 'vitest';
import { type AfterFailure, afterFailure, type EndpointHealth } from './endpoint.ts';

const HEALTHY: EndpointHealth = { failuresInRow: 0, failingSince: null, warnedAt: null, restingUntil: null };
const START = new Date('2026-11-24T04:00:00.000Z').getTime();
const HOUR_MS = 3_600_000;
const FAILURE = { isGone: false, status: 500, retryAfterMs: null };

/** An endpoint that fails every hour. */
function failHourly(hours: number): AfterFailure[] {
  const failures: AfterFailure[] = [];
  let health = HEALTHY;
  for (let hour = 0; hour <= hours; hour += 1) {
    const next = afterFailure(health, FAILURE, new Date(START + hour * HOUR_MS));
    failures.push(next);
    health = next.health;
  }
  return failures;
}

describe('an endpoint that fails', () => {
  it('is warned of once, after a day, and disabled after three', () => {
    const failures = failHourly(72);
    expect(failures.flatMap(({ isWarned }, hour) => (isWarned ? [hour] : []))).toEqual([24]);
    expect(failures.flatMap(({ disabled }, hour) => (disabled === null ? [] : [hour, disabled]))).toEqual([
      72,
      'failing',
    ]);
  });

  it('is not disabled for a few failures, however far apart', () => {
    const first = afterFailure(HEALTHY, FAILURE, new Date(START));
    const second = afterFailure(first.health, FAILURE, new Date(START + 100 * HOUR_MS));
    expect(second).toMatchObject({ disabled: null, isWarned: false });
  });

  it('is disabled at once when it says that it is gone', () => {
    expect(afterFailure(HEALTHY, { ...FAILURE, isGone: true, status: 410 }, new Date(START))).toMatchObject({
      disabled: 'gone',
      isWarned: false,
      health: { failuresInRow: 1, failingSince: new Date(START) },
    });
  });

  it('keeps a rest that is longer than the one it would get', () => {
    const restingUntil = new Date(START + HOUR_MS);
    const { health } = afterFailure(
      { ...HEALTHY, restingUntil },
      { ...FAILURE, status: 429 },
      new Date(START),
    );
    expect(health.restingUntil).toEqual(restingUntil);
  });
});
