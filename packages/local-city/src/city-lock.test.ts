import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHolder, takeCityLock } from './city-lock.ts';
import { temporaryFolder } from './temporary-folder.testing.ts';

const newFile = () => join(temporaryFolder(), 'city.pid');

/** The number of a process that has just ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

test('who takes the lock holds it until it is released', () => {
  const file = newFile();
  const lock = takeCityLock(file);
  expect(readHolder(file)?.pid).toBe(process.pid);
  if ('release' in lock) lock.release();
  expect(existsSync(file)).toBe(false);
  expect(readHolder(file)).toBeUndefined();
});

test('a second one is told who holds it', () => {
  const file = newFile();
  takeCityLock(file);
  expect(takeCityLock(file)).toMatchObject({ pid: process.pid });
});

test('the lock of a launcher that was killed is taken over', () => {
  const file = newFile();
  writeFileSync(file, `${endedPid()}\nnode scripts/start.mjs\n`);
  expect(takeCityLock(file)).toHaveProperty('release');
});

test('a number that another program has by now does not hold the lock', () => {
  const file = newFile();
  writeFileSync(file, `${process.pid}\nnode scripts/start.mjs\n`);
  expect(readHolder(file)).toBeUndefined();
});

test.each(['', 'x', '-1\n', '12'])('a file that says %j is nobody’s lock', (text) => {
  const file = newFile();
  writeFileSync(file, text);
  expect(takeCityLock(file)).toHaveProperty('release');
});
