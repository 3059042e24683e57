import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isAlive } from '../processes/process-facts.ts';
import { waitUntil } from '../processes/wait-until.ts';

/** What `postmaster.pid` says of the server that holds a data folder. */
export interface Postmaster {
  readonly pid: number;
  readonly ready: boolean;
}

const STATUS_LINE = 7;
/** A fast shutdown writes one checkpoint; a slow disk may take this long. */
const STOP_TIMEOUT_MS = 30_000;

/** Reads the file's lines (pid first, status eighth); undefined when there is none or it is not yet complete. */
export function parsePostmasterFile(text: string): Postmaster | undefined {
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return { pid, ready: lines[STATUS_LINE]?.trim() === 'ready' };
}

export function readPostmaster(dataFolder: string): Postmaster | undefined {
  try {
    return parsePostmasterFile(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Clears the way for a new server: one that an earlier launcher left running is stopped, and a file whose
 * process is gone is removed. PostgreSQL alone would refuse to start when the number was given to another
 * process of the same user since.
 */
export async function clearLeftover(dataFolder: string): Promise<'nothing' | 'stopped' | 'stale'> {
  const found = readPostmaster(dataFolder);
  if (found === undefined) return 'nothing';
  if (!isAlive(found.pid) || !isServerOf(found.pid, dataFolder)) {
    rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
    return 'stale';
  }
  process.kill(found.pid, 'SIGINT');
  const gone = await waitUntil(() => !isAlive(found.pid), STOP_TIMEOUT_MS);
  if (!gone) throw new Error(`the PostgreSQL of an earlier run (pid ${found.pid}) does not stop`);
  return 'stopped';
}

function isServerOf(pid: number, dataFolder: string): boolean {
  const command = commandOf(pid);
  return command?.includes('postgres') === true && command.includes(dataFolder);
}
