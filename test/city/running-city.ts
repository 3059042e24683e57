import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A whole city in processes of its own, with its own data and ports, as `npm start` runs it. */
export interface RunningCity {
  readonly facts: CityFacts;
  /** The facts as they are now: a process that was started again has another number. */
  refreshed(): CityFacts;
  /** The lines of a service's log in which this text is. */
  logged(service: string, text: string): string[];
  /** Everything that its processes have written, by the name of the log; `launcher` is what a person sees. */
  allLogs(): Readonly<Record<string, string>>;
  /** Environment for other commands that should find this city. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export interface CityFacts {
  readonly urls: Readonly<
    Record<'transactions' | 'ledger' | 'settlement' | 'sandbox-bank' | 'sandbox-identity', string>
  >;
  readonly pids: Readonly<Record<string, number>>;
  readonly databaseUrl: string;
  readonly secrets: {
    readonly operatorToken: string;
    readonly financeToken: string;
    readonly ledgerApiToken: string;
    readonly bankApiToken: string;
    readonly bankWebhookSecret: string;
    readonly safeguardedBankAccount: string;
  };
}

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 30_000;
/** Below the ports that Linux gives to outgoing connections (32,768 and up), which come and go at any moment. */
const FIRST_PORT = 20_000;
const LAST_PORT = 32_600;

/** `settings` are of the services, such as RATE_LIMITS and LOG_LEVEL. */
export async function startCity(
  root = join(import.meta.dirname, '../..'),
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningCity> {
  const data = mkdtempSync(join(tmpdir(), 'tamsui-city-'));
  const env = {
    ...process.env,
    ...settings,
    TAMSUI_DATA: data,
    TAMSUI_PORT_BASE: String(await freePortBase()),
  };
  // The city brings its own PostgreSQL, whatever the tests around it use.
  const ownServers = { ...env, DATABASE_URL: '', REDIS_URL: '' };
  const launcher = spawn(process.execPath, [join(root, 'packages/local-city/dist/main.js')], {
    env: ownServers,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  }
  await untilReady(launcher);
  const refreshed = (): CityFacts => JSON.parse(readFileSync(join(data, 'city.json'), 'utf8')) as CityFacts;
  return {
    facts: refreshed(),
    refreshed,
    logged: (service, text) =>
      readFileSync(join(data, 'logs', `${service}.log`), 'utf8')
        .split('\n')
        .filter((line) => line.includes(text)),
    allLogs: () => ({ ...readLogs(join(data, 'logs')), launcher: said }),
    env: ownServers,
    stop: async () => {
      await stopLauncher(launcher);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function readLogs(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The services take six ports in a row and PostgreSQL one 32 further; all are tried for being free. */
async function freePortBase(): Promise<number> {
  for (let base = FIRST_PORT + (process.pid % 90) * 100; base < LAST_PORT; base += 100) {
    const ports = [0, 1, 2, 3, 4, 5, 32].map((offset) => base + offset);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no free ports for a city');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function untilReady(launcher: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const give = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (!output.includes('Tamsui is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(
      () => reject(new Error(`the city did not start in time:\n${output}`)),
      START_TIMEOUT_MS,
    );
    launcher.stdout?.on('data', give);
    launcher.stderr?.on('data', give);
    launcher.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the city ended with ${code}:\n${output}`));
    });
  });
}

async function stopLauncher(launcher: ChildProcess): Promise<void> {
  launcher.removeAllListeners('exit');
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  launcher.kill('SIGTERM');
  const cut = setTimeout(() => launcher.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(cut);
}
