import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { anyFreePort, holdDeadMansHandle, waitUntil } from '@tamsui/local-city/processes';
import { answers, findProgram } from './open-redis.ts';

const START_TIMEOUT_MS = 10_000;

/** A Redis of one test's own, that the test may empty, kill and stall. It keeps nothing on disk. */
export interface RedisProcess {
  readonly url: string;
  /** FLUSHALL. */
  flush(): Promise<void>;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it anew, empty, on the same port, and resolves when it takes connections. */
  restart(): Promise<void>;
  /** SIGSTOP: connections stay, and nothing is answered. */
  stall(): void;
  /** SIGCONT. */
  resume(): void;
  stop(): Promise<void>;
}

/** The program on this machine; undefined when it has none. In continuous integration that is an error. */
export function findRedisProgram(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const program = findProgram('redis-server', env.PATH ?? '');
  if (program === undefined && env.CI === 'true')
    throw new Error('CI=true needs Redis: install redis-server');
  return program;
}

export async function startOwnRedis(program: string): Promise<RedisProcess> {
  const port = await anyFreePort();
  let running = await startServer(program, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    flush: () => sendOnce(port, 'FLUSHALL'),
    kill: () => running.end('SIGKILL'),
    restart: async () => {
      running = await startServer(program, port);
    },
    stall: () => void running.child.kill('SIGSTOP'),
    resume: () => void running.child.kill('SIGCONT'),
    stop: () => running.end('SIGKILL'),
  };
}

interface Running {
  readonly child: ChildProcess;
  end(signal: 'SIGKILL'): Promise<void>;
}

async function startServer(program: string, port: number): Promise<Running> {
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
  const end = async (signal: 'SIGKILL') => {
    child.kill(signal);
    await exited;
    letGo();
  };
  if (await waitUntil(() => answers(port), START_TIMEOUT_MS)) return { child, end };
  await end('SIGKILL');
  throw new Error(`${program} does not answer on port ${port}`);
}

function sendOnce(port: number, command: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      if (answer.toString().startsWith('+OK')) resolve();
      else reject(new Error(`Redis answered ${answer.toString()}`));
    });
  });
}
