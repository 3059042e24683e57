import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  findEmbeddedPostgres,
  findInstalledPostgres,
  type PostgresBinaries,
  startPostgres,
} from '@tamsui/local-city/postgres';
import { anyFreePort, holdDeadMansHandle } from '@tamsui/local-city/processes';

/** A server that tests may make databases on. */
export interface Opened {
  readonly url: string;
  close(): Promise<void>;
}

const nothingToClose = async () => {};

/**
 * A real PostgreSQL, from the first of: DATABASE_URL; server programs of this machine; the embedded ones;
 * a container. Without DATABASE_URL no server that already runs is touched.
 */
export async function openPostgres(env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, close: nothingToClose };
  const binaries = (await findInstalledPostgres(env.PATH ?? '')) ?? (await findEmbeddedPostgres());
  return binaries === undefined ? openContainer() : startDisposable(binaries);
}

/** Another process may take the free port before PostgreSQL does. */
const MAX_ATTEMPTS = 3;

async function startDisposable(binaries: PostgresBinaries, attempt = 1): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'tamsui-test-'));
  // the server's user walks through; the data folder inside is private to it
  await chmod(folder, 0o711);
  const letGo = removeWithUs(folder);
  try {
    const server = await startPostgres({
      dataFolder: join(folder, 'postgres'),
      logFile: join(folder, 'postgres.log'),
      port: await anyFreePort(),
      password: randomBytes(16).toString('hex'),
      durable: false,
      binaries,
      disposableFolders: [folder],
    });
    return {
      url: server.url,
      close: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
        letGo();
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    letGo();
    if (attempt >= MAX_ATTEMPTS) throw error;
    return startDisposable(binaries, attempt + 1);
  }
}

/** A run that is killed while the cluster is being made leaves no folder behind either. */
function removeWithUs(folder: string): () => void {
  return holdDeadMansHandle({
    pid: process.pid,
    politeSignal: 'TERM',
    patienceSeconds: 0,
    folders: [folder],
  });
}

/** For platforms without server programs. Needs a container engine. */
async function openContainer(): Promise<Opened> {
  // loaded only here: it takes a second, and most machines never need it
  const { PostgreSqlContainer } = await import('@testcontainers/postgresql');
  const container = await new PostgreSqlContainer('postgres:18').start();
  return { url: container.getConnectionUri(), close: async () => void (await container.stop()) };
}
