import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { commandOf, isAlive } from './processes/process-facts.ts';

export interface CityLock {
  release(): void;
}

/** The launcher that holds the lock. */
export interface LockHolder {
  readonly pid: number;
  /** Its command line: process numbers are reused, so a number alone proves nothing. */
  readonly command: string;
}

/** Takes the lock, or tells who has it. A lock whose launcher was killed is taken over. */
export function takeCityLock(file: string): CityLock | LockHolder {
  const holder = readHolder(file);
  if (holder !== undefined) return holder;
  rmSync(file, { force: true });
  // Fails when another launcher wrote it in this moment, which is what it is for.
  writeFileSync(file, lockText(process.pid), { flag: 'wx' });
  return { release: () => rmSync(file, { force: true }) };
}

/** The living launcher that the file names; undefined when the city is not running. */
export function readHolder(file: string): LockHolder | undefined {
  let holder: LockHolder;
  try {
    holder = parseHolder(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  // a kernel thread has no command line, and never holds a lock
  if (holder.command === '' || !isAlive(holder.pid)) return undefined;
  return commandOf(holder.pid) === holder.command ? holder : undefined;
}

function lockText(pid: number): string {
  return `${pid}\n${commandOf(pid) ?? ''}\n`;
}

/** A number that is no process makes the lock stale, whatever wrote it. */
function parseHolder(text: string): LockHolder {
  const [pid = '', command = ''] = text.split('\n');
  return { pid: /^\d+$/.test(pid) ? Number(pid) : Number.MAX_SAFE_INTEGER, command };
}
