import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process with this number exists, whoever owns it. A zombie has ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  // the state follows the program's name, which may itself hold blanks and brackets
  return readProc(pid, 'stat')?.split(')').at(-1)?.trim().startsWith('Z') === true;
}

/** The command line of a process; undefined when it is gone. Numbers are reused, so a number alone proves nothing. */
export function commandOf(pid: number): string | undefined {
  const fromProc = readProc(pid, 'cmdline');
  if (fromProc !== undefined) return fromProc.replaceAll('\0', ' ').trim();
  const { status, stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // no such process, or a system without /proc: the caller has another way
    return undefined;
  }
}
