import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startNodeProgram } from '@tamsui/local-city/processes';

/** A service that runs as a process of its own, from its bundle, so that a test can kill it. */
export interface ServiceProcess {
  readonly url: string;
  readonly pid: number;
  readonly logFile: string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it anew at the same address, after a kill or a stop, and resolves when it is healthy. */
  restart(): Promise<void>;
  /** SIGTERM; ten seconds later SIGKILL. */
  stop(): Promise<void>;
}

export interface StartServiceOptions {
  /** The folder below `services/`. */
  readonly name: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
}

const ROOT = join(import.meta.dirname, '../../..');
const PARENT_WATCH = join(ROOT, 'packages/local-city/dist/parent-watch.js');
const never = new AbortController().signal;

/** Starts a service and waits until it is healthy. It ends with the test process, however that ends. */
export async function startService(options: StartServiceOptions): Promise<ServiceProcess> {
  const url = `http://127.0.0.1:${options.port}`;
  const program = {
    file: bundleOf(options.name),
    parentWatch: PARENT_WATCH,
    env: { PATH: process.env.PATH ?? '', ...options.env },
    logFile: options.logFile,
    healthUrl: `${url}/healthz`,
    folder: ROOT,
  };
  let running = await startNodeProgram(program, never);
  return {
    url,
    logFile: options.logFile,
    get pid() {
      return running.pid;
    },
    kill: async () => {
      process.kill(running.pid, 'SIGKILL');
      await running.exited;
    },
    restart: async () => {
      running = await startNodeProgram(program, never);
    },
    stop: () => running.stop(),
  };
}

export interface CommandEnd {
  readonly exitCode: number;
  /** Standard output and standard error. */
  readonly output: string;
}

const COMMAND_TIMEOUT_MS = 60_000;

/** Runs a service's program to its end: `node dist/main.js ARGS`. */
export function runCommand({
  name,
  args,
  env,
}: Pick<StartServiceOptions, 'name' | 'env'> & { readonly args: readonly string[] }): Promise<CommandEnd> {
  const options = {
    cwd: ROOT,
    env: { PATH: process.env.PATH ?? '', ...env },
    timeout: COMMAND_TIMEOUT_MS,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [bundleOf(name), ...args], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
  });
}

function bundleOf(name: string): string {
  const file = join(ROOT, 'services', name, 'dist/main.js');
  if (existsSync(file) && existsSync(PARENT_WATCH)) return file;
  throw new Error(`${name} was not built. \`npm test\` does that; before a plain vitest run: npm run build`);
}
