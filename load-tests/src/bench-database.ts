import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres, withDatabase } from '@tamsui/local-city/postgres';
import { anyFreePort } from '@tamsui/local-city/processes';
import pg from 'pg';

export interface BenchDatabase {
  readonly url: string;
  /** Deletes the database, and the server when it is ours. */
  close(): Promise<void>;
}

/** An empty database: on the given server, or on one of our own whose commits last. */
export async function openBenchDatabase(serverUrl: string | undefined): Promise<BenchDatabase> {
  const server = serverUrl === undefined ? await startServer() : { url: serverUrl, stop: async () => {} };
  const name = `tamsui_bench_${randomBytes(4).toString('hex')}`;
  await administer(server.url, `create database ${name}`);
  return {
    url: withDatabase(server.url, name),
    close: async () => {
      await administer(server.url, `drop database ${name} with (force)`);
      await server.stop();
    },
  };
}

/** The embedded PostgreSQL as the city starts it, durable, with a data folder that is deleted afterwards. */
async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tamsui-bench-'));
  // The server's user walks through; the data folder inside is private to it.
  await chmod(folder, 0o711);
  const server = await startPostgres({
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    port: await anyFreePort(),
    password: randomBytes(16).toString('hex'),
    durable: true,
    disposableFolders: [folder],
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
