import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { vi } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');
/** Ends the process when the test's own process is gone. */
const PARENT_WATCH = join(ROOT, 'packages/local-city/dist/parent-watch.js');
const START_TIMEOUT_MS = 30_000;
const LINES_SHOWN = 10;

/** A service of the house that runs as a process of its own, as it does in a city. */
export interface ServiceProcess {
  readonly url: string;
  /** Ends it without a warning, as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a built service, on a free port unless one is given, and waits until it says where it listens. */
export async function startServiceProcess(
  name: 'ledger' | 'sandbox-bank' | 'transactions' | 'settlement',
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const file = join(ROOT, 'services', name, 'dist/main.js');
  const child = spawn(process.execPath, ['--import', PARENT_WATCH, file], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (why: string): void =>
      reject(new Error(`${name} ${why}:\n${lines.slice(-LINES_SHOWN).join('\n')}`));
    const timer = setTimeout(() => fail('did not start'), START_TIMEOUT_MS);
    void exited.then(() => fail('ended'));
    if (child.stdout === null) return fail('has no output');
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const told = /"url":"(http[^"]+)"/.exec(line)?.[1];
      if (told === undefined) return;
      clearTimeout(timer);
      resolve(told);
    });
  });
  await untilHealthy(url);
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') };
}

/** It listens before its database answers. */
async function untilHealthy(url: string): Promise<void> {
  const isHealthy = () => fetch(`${url}/healthz`).then(({ ok }) => ok);
  await vi.waitUntil(isHealthy, { timeout: START_TIMEOUT_MS, interval: 20 });
}
