import { Fault } from '@tamsui/errors';
import { createLogger } from '@tamsui/platform/logger';
import { expect, it, vi } from 'vitest';
import { backOffMs, startBackgroundLoop } from './background-loop.ts';

const logger = createLogger('test', 'silent');

it('a loop goes on after a step that failed, and ends when it is stopped', async () => {
  let steps = 0;
  const loop = startBackgroundLoop({
    name: 'test',
    restMs: 1,
    logger,
    step: async () => {
      steps += 1;
      if (steps < 3) throw new Fault('ledger_unavailable', 'away', { retryable: true });
    },
  });
  await vi.waitUntil(() => steps > 5, { timeout: 5_000 });
  await loop.stop();
  const stoppedAt = steps;
  await new Promise((resolve) => setImmediate(resolve));
  expect(steps).toBe(stoppedAt);
});

it('waits longer after each failure, and at most five seconds', () => {
  expect([1, 2, 3, 6, 7, 60].map(backOffMs)).toEqual([100, 200, 400, 3_200, 5_000, 5_000]);
});
