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
  /** SIGKILL to the postmaster and to all its children. */
  kill(): Promise<void>;
  /** Starts it anew on the same data and port, and resolves when it takes connections. */
  restart(): Promise<void>;
  /** Stops it and deletes its data. */
  stop(): Promise<void>;
}

export async function startOwnPostgres(): Promise<PostgresProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-postgres-'));
  // The server's user walks through; the data folder inside is private to it.
  chmodSync(folder, 0o711);
  const binaries = (await findInstalledPostgres(process.env.PATH ?? '')) ?? (await findEmbeddedPostgres());
  const start = startPostgres.bind(undefined, {
    dataFolder: join(folder, 'data'),
    logFile: join(folder, 'log'),
    port: await anyFreePort(),
    password: randomBytes(16).toString('hex'),
    durable: true,
    ...(binaries === undefined ? {} : { binaries }),
  });
  let running = await start();
  return {
    url: running.url,
    kill: async () => {
      const children = childrenOf(running.pid);
      process.kill(running.pid, 'SIGKILL');
      for (const child of children) killIfThere(child);
      await running.exited;
    },
    restart: async () => {
      running = await start();
    },
    stop: async () => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
