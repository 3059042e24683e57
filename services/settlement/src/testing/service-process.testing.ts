import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect } from 'vitest';

const SERVICES = fileURLToPath(new URL('../../../', import.meta.url));
const OPTIONAL_DRIVERS = ['better-sqlite3', 'mariadb/callback', 'mysql', 'mysql2', 'oracledb', 'pg-native'];
const MORE_DRIVERS = ['pg-query-stream', 'sqlite3', 'tedious'];
const BANNER =
  "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);";
const START_TIMEOUT_MS = 30_000;

/** Another service as it runs in a city: a process of its own that speaks HTTP. */
export interface ServiceProcess {
  readonly url: string;
  stop(): Promise<void>;
}

/** Bundles a service and starts it on a free port. */
export async function startServiceProcess(
  name: 'ledger' | 'sandbox-bank' | 'transactions',
  env: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const folder = await mkdtemp(join(tmpdir(), `settlement-test-${name}-`));
  const outfile = join(folder, 'main.mjs');
  await build({
    entryPoints: [join(SERVICES, name, 'src/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: BANNER },
    external: [...OPTIONAL_DRIVERS, ...MORE_DRIVERS],
    logLevel: 'error',
  });
  const port = await freePort();
  const child = spawn(process.execPath, [outfile], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  return {
    url,
    stop: async () => {
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const deadlineMs = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const healthy = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    expect(child.exitCode, 'the service is still running').toBeNull();
    expect(Date.now(), 'the service is healthy in time').toBeLessThan(deadlineMs);
    await sleep(50);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exited;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
