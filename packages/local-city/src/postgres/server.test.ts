import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { anyFreePort } from '../processes/free-port.ts';
import { isAlive } from '../processes/process-facts.ts';
import { waitUntil } from '../processes/wait-until.ts';
import { temporaryFolder } from '../temporary-folder.testing.ts';
import { findEmbeddedPostgres } from './binaries.ts';
import { ensureDatabase, withDatabase } from './database.ts';
import { type RunningPostgres, startPostgres } from './server.ts';

const isRoot = process.getuid?.() === 0;
const PASSWORD = 'right-password';
const embedded = await findEmbeddedPostgres();

async function start(folder: string): Promise<RunningPostgres> {
  const server = await startPostgres({
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    port: await anyFreePort(),
    password: PASSWORD,
    durable: false,
  });
  onTestFinished(() => server.stop());
  return server;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values<unknown>((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

function openFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o711);
  return folder;
}

/** The user that a process runs as, from Linux's /proc. */
function ownerOf(pid: number): number {
  return statSync(`/proc/${pid}`).uid;
}

test('the embedded server is there on the platforms we promise', () => {
  expect(embedded?.version).toMatch(/^18\./);
});

test('a new cluster has checksums, byte order, UTF-8, and wants a password', async () => {
  const { url } = await start(openFolder());
  expect(await ask(url, 'show data_checksums')).toBe('on');
  expect(await ask(url, 'show server_encoding')).toBe('UTF8');
  expect(await ask(url, "select datcollate from pg_database where datname = 'postgres'")).toBe('C');
  await expect(ask(url.replace(PASSWORD, 'wrong'), 'select 1')).rejects.toThrow(/password/);
});

test('the server listens on the loopback address alone', async () => {
  const { url } = await start(openFolder());
  expect(await ask(url, 'show listen_addresses')).toBe('127.0.0.1');
  expect(await ask(url, 'show unix_socket_directories')).toBe('');
});

test('data outlives a stop', async () => {
  const folder = openFolder();
  const first = await start(folder);
  await ensureDatabase(first.url, 'kept');
  await ensureDatabase(first.url, 'kept');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const second = await start(folder);
  expect(await ask(withDatabase(second.url, 'kept'), 'select current_database()')).toBe('kept');
});

test('a server that was killed is found dead by the next start', async () => {
  const folder = openFolder();
  const first = await start(folder);
  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  expect(existsSync(join(folder, 'postgres/postmaster.pid'))).toBe(true);
  const second = await start(folder);
  expect(await ask(second.url, 'select 1')).toBe(1);
});

test('a server that an earlier launcher left running makes way for the new one', async () => {
  const folder = openFolder();
  const first = await start(folder);
  const second = await start(folder);
  expect(isAlive(first.pid)).toBe(false);
  expect(await ask(second.url, 'select 1')).toBe(1);
});

test.runIf(isRoot && process.platform === 'linux')('for root the server runs as somebody else', async () => {
  const { pid } = await start(openFolder());
  expect(ownerOf(pid)).not.toBe(0);
});

test.runIf(isRoot && process.platform === 'linux')(
  'for root the data may lie below a private folder, and the programs’ copy is deleted afterwards',
  async () => {
    const folder = join(temporaryFolder(), 'clone');
    mkdirSync(folder);
    const server = await start(folder);
    expect(ownerOf(server.pid)).not.toBe(0);
    expect(await ask(server.url, 'select 1')).toBe(1);
    const copy = spawnSync('readlink', [`/proc/${server.pid}/exe`], { encoding: 'utf8' }).stdout.trim();
    await server.stop();
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('database system is shut down');
    if (copy.includes('tamsui-postgres-')) expect(await waitUntil(() => !existsSync(copy), 5_000)).toBe(true);
  },
);
