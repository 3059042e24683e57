import { expect, it } from 'vitest';
import { createCommitSignal } from './commit-signal.ts';

const LONG_MS = 60_000;

it('wakes everybody who waits at the next commit', async () => {
  const signal = createCommitSignal();
  const waiting = [signal.after(signal.count(), LONG_MS), signal.after(signal.count(), LONG_MS)];
  signal.notify();
  await Promise.all(waiting);
});

it('does not let anybody wait for a commit that came after what was seen', async () => {
  const signal = createCommitSignal();
  const seen = signal.count();
  signal.notify();
  await signal.after(seen, LONG_MS);
});

it('lets go after the time, and at once when it is closed', async () => {
  const signal = createCommitSignal();
  await signal.after(signal.count(), 1);
  const waiting = signal.after(signal.count(), LONG_MS);
  signal.close();
  await waiting;
  await signal.after(signal.count(), LONG_MS);
  expect(signal.isClosed()).toBe(true);
});
