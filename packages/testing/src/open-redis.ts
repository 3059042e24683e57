import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { anyFreePort, holdDeadMansHandle, waitUntil } from '@tamsui/local-city/processes';
import type { Opened } from './open-postgres.ts';

const START_TIMEOUT_MS = 10_000;

/** A Redis for tests, from the first of: REDIS_URL; `redis-server` on the PATH; a container; else none. */
export async function openRedis(env: NodeJS.ProcessEnv = process.env): Promise<Opened | undefined> {
  if (env.REDIS_URL) return { url: env.REDIS_URL, close: async () => {} };
  const program = findProgram('redis-server', env.PATH ?? '');
  return program === undefined ? openContainer(env) : startServer(program);
}

export function findProgram(name: string, path: string): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

async function startServer(program: string): Promise<Opened> {
  const port = await anyFreePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, settings, { cwd: '/', stdio: 'ignore', detached: true });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const letGo = holdDeadMansHandle({
    pid: child.pid ?? 0,
    politeSignal: 'TERM',
    patienceSeconds: 5,
    folders: [],
  });
  const close = async () => {
    child.kill('SIGTERM');
    await exited;
    letGo();
  };
  if (await waitUntil(() => answers(port), START_TIMEOUT_MS))
    return { url: `redis://127.0.0.1:${port}`, close };
  await close();
  throw new Error(`${program} does not answer on port ${port}`);
}

export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}

async function openContainer(env: NodeJS.ProcessEnv): Promise<Opened | undefined> {
  // A machine without Docker says so by its missing socket; asking testcontainers would take seconds.
  if (!env.DOCKER_HOST && !existsSync('/var/run/docker.sock')) return undefined;
  const { GenericContainer } = await import('testcontainers');
  const container = await new GenericContainer('redis:7').withExposedPorts(6379).start();
  const url = `redis://${container.getHost()}:${container.getMappedPort(6379)}`;
  return { url, close: async () => void (await container.stop()) };
}
