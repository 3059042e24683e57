import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEmbeddedPostgres, findInstalledPostgres, startPostgres } from '@tamsui/local-city/postgres';
import { anyFreePort } from '@tamsui/local-city/processes';

/** A PostgreSQL of one test's own, with durable commits, that the test may kill. */
export interface PostgresProcess {
  /** Of the superuser, to the database `postgres`. */
  readonly url: string;
  /** Its data and its log lie in here. */
  readonly folder: string;
  /** SIGKILL to the postmaster and to all its children. */
  kill(): Promise<void>;
  /** Starts it anew on the same data and port, and resolves when it takes connections. */
  restart(): Promise<void>;
  /** A second server on a copy of the files, taken as they lie after a kill; the first one runs again afterwards. */
  copy(): Promise<PostgresProcess>;
  /** Stops it and deletes its data. */
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<PostgresProcess> {
  return startIn(newFolder(), randomBytes(16).toString('hex'));
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-postgres-'));
  // The server's user walks through; the data folder inside is private to it.
  chmodSync(folder, 0o711);
  return folder;
}

/** On the data in the folder, or on a new cluster when there is none. */
async function startIn(folder: string, password: string): Promise<PostgresProcess> {
  const binaries = (await findInstalledPostgres(process.env.PATH ?? '')) ?? (await findEmbeddedPostgres());
  const start = startPostgres.bind(undefined, {
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: await anyFreePort(),
    password,
    durable: true,
    ...(binaries === undefined ? {} : { binaries }),
  });
  let running = await start();
  const kill = async () => {
    const children = childrenOf(running.pid);
    process.kill(running.pid, 'SIGKILL');
    for (const child of children) killIfThere(child);
    await running.exited;
  };
  const restart = async () => {
    running = await start();
  };
  return {
    url: running.url,
    folder,
    kill,
    restart,
    copy: async () => {
      const other = newFolder();
      await kill();
      copyData(join(folder, 'data'), join(other, 'data'));
      await restart();
      return startIn(other, password);
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** With owners and rights: the server's user may be another than ours. */
function copyData(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the data could not be copied: ${stderr}`);
  rmSync(join(to, 'postmaster.pid'), { force: true });
}

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // A child may end by itself as soon as the postmaster is gone.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
