import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../temporary-folder.testing.ts';
import { holdDeadMansHandle } from './dead-mans-handle.ts';
import { isAlive } from './process-facts.ts';
import { waitUntil } from './wait-until.ts';

/** A program that would run for a long time, and knows nothing of us. */
function startSleeper(): number {
  const sleeper = spawn('sleep', ['300'], { stdio: 'ignore', detached: true });
  onTestFinished(() => void sleeper.kill('SIGKILL'));
  return sleeper.pid ?? 0;
}

test('what is held ends, and its folder goes, when the holder is killed', async () => {
  const folder = join(temporaryFolder(), 'mine');
  mkdirSync(folder);
  const pid = startSleeper();
  // A holder of its own, because this process has to live on: it holds the same handle, then kills itself.
  const holder = join(temporaryFolder(), 'holder.mjs');
  const module = join(import.meta.dirname, 'dead-mans-handle.ts');
  const { buildSync } = await import('esbuild');
  const bundle = join(temporaryFolder(), 'handle.mjs');
  buildSync({ entryPoints: [module], bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  const options = { pid, politeSignal: 'TERM', patienceSeconds: 1, folders: [folder] };
  writeFileSync(
    holder,
    `import { holdDeadMansHandle } from ${JSON.stringify(bundle)};
     holdDeadMansHandle(${JSON.stringify(options)});
     process.kill(process.pid, 'SIGKILL');`,
  );
  expect(spawnSync(process.execPath, [holder]).signal).toBe('SIGKILL');
  expect(await waitUntil(() => !isAlive(pid), 10_000)).toBe(true);
  expect(await waitUntil(() => !existsSync(folder), 10_000)).toBe(true);
});

test.runIf(process.platform === 'linux')(
  'what was let go lives on, and the handle leaves no process',
  async () => {
    const pid = startSleeper();
    const before = childrenOfUs();
    const letGo = holdDeadMansHandle({ pid, politeSignal: 'TERM', patienceSeconds: 0, folders: [] });
    expect(childrenOfUs()).not.toEqual(before);
    letGo();
    letGo();
    expect(await waitUntil(() => childrenOfUs().join() === before.join(), 5_000)).toBe(true);
    expect(isAlive(pid)).toBe(true);
  },
);

/** Linux lists the children of a thread; Node starts all of them from its first one. */
function childrenOfUs(): string[] {
  const text = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return text.split(' ').filter((pid) => pid !== '');
}
