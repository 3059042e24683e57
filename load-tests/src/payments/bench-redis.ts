import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { anyFreePort, holdDeadMansHandle, waitUntil } from '@tamsui/local-city/processes';

export interface BenchRedis {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
const PATIENCE_SECONDS = 5;

/** A Redis of the bench's own, which keeps nothing; undefined when there is no `redis-server` on the PATH. */
export async function startRedis(): Promise<BenchRedis | undefined> {
  const program = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((file) => existsSync(file));
  if (program === undefined) return undefined;
  const port = await anyFreePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, settings, { cwd: '/', stdio: 'ignore', detached: true });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid ?? 0;
  const letGo = holdDeadMansHandle({
    pid,
    politeSignal: 'TERM',
    patienceSeconds: PATIENCE_SECONDS,
    folders: [],
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    letGo();
  };
  if (await waitUntil(() => answers(port), START_TIMEOUT_MS))
    return { url: `redis://127.0.0.1:${port}`, pid, stop };
  await stop();
  throw new Error(`${program} does not answer on port ${port}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.end());
  });
}
