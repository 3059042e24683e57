import { describe, expect, it } from 'vitest';
import { recoverySeconds } from './recovery.ts';

/** A request every 10 ms for five seconds, with latencies by when they were due. */
const dueMs = Array.from({ length: 500 }, (_, at) => at * 10);
const latencies = (of: (atMs: number) => number) => dueMs.map(of);

describe('the time to recover', () => {
  it('is none when nothing was slow', () => {
    expect(
      recoverySeconds(
        dueMs,
        latencies(() => 5),
        25,
      ),
    ).toBe(0);
  });

  it('lasts to the end of the last half second that was slow, also when there were quick ones between', () => {
    expect(
      recoverySeconds(
        dueMs,
        latencies((at) => (at < 700 ? 90 : 5)),
        25,
      ),
    ).toBe(1);
    expect(
      recoverySeconds(
        dueMs,
        latencies((at) => (at >= 2_000 && at < 2_100 ? 90 : 5)),
        25,
      ),
    ).toBe(2.5);
  });

  it('is not known when the end is still slow', () => {
    expect(
      recoverySeconds(
        dueMs,
        latencies(() => 90),
        25,
      ),
    ).toBeNull();
  });

  it('does not mind a window in which nothing was due', () => {
    expect(recoverySeconds([0, 2_000], [90, 5], 25)).toBe(0.5);
  });
});
