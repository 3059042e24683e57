import { join } from 'node:path';
import { planEnvironments, SERVICE_NAMES, type ServiceName } from '@tamsui/local-city/city-plan';
import { anyFreePort, type Running, startNodeProgram } from '@tamsui/local-city/processes';
import { type CitySecrets, openSecrets } from '@tamsui/local-city/secrets';
import { ROOT_FOLDER } from '../root-folder.ts';
import type { MeasuredProcess } from './process-costs.ts';

/** The processes that a payment goes through, as a city starts them, on ports of their own. */
export interface BenchCity {
  readonly secrets: CitySecrets;
  readonly ledgerUrl: string;
  readonly echo: Listening;
  /** The API processes that run now. */
  apis(): readonly Listening[];
  /** Starts or stops API processes until there are so many. With a Redis they share codes and limits. */
  setApis(count: number, redisUrl?: string): Promise<void>;
  /** Those of Node that payments go through now. */
  processes(): readonly MeasuredProcess[];
  stop(): Promise<void>;
}

interface Listening {
  readonly port: number;
  readonly pid: number;
}

interface Started extends Listening {
  readonly running: Running;
}

/** Enforced as always, and so wide that they turn nobody of the bench away. */
const RATE_LIMITS = ['api-key', 'device', 'operator', 'webhook', 'address']
  .map((name) => `${name}=100000000/60`)
  .join();
const never = new AbortController().signal;

interface CityOptions {
  /** The checkout whose bundles are started. */
  readonly root: string;
  readonly databaseUrl: string;
  /** For logs and secrets; deleted by who made it. */
  readonly folder: string;
}

export async function startBenchCity({ root, databaseUrl, folder }: CityOptions): Promise<BenchCity> {
  const secrets = openSecrets(join(folder, 'secrets.json'));
  const ports = await freePorts();
  const apis: Started[] = [];
  const others: Started[] = [];
  let started = 0;

  function environmentOf(name: ServiceName, redisUrl?: string) {
    const plan = { ports: { services: ports, postgres: 0 }, secrets, databaseUrl, redisUrl };
    return planEnvironments({ ...plan, notaryFolder: folder })[name];
  }

  async function start(file: string, env: Readonly<Record<string, string>>, port: number): Promise<Started> {
    started += 1;
    const program = {
      file,
      parentWatch: join(root, 'packages/local-city/dist/parent-watch.js'),
      env: { PATH: process.env.PATH ?? '', ...env, PORT: String(port) },
      logFile: join(folder, `process-${started}.log`),
      healthUrl: `http://127.0.0.1:${port}/healthz`,
      folder: root,
    };
    const running = await startNodeProgram(program, never);
    return { port, pid: running.pid, running };
  }

  async function stopApis(): Promise<void> {
    await Promise.all(apis.splice(0).map(({ running }) => running.stop()));
  }

  async function stop(): Promise<void> {
    await stopApis();
    await Promise.all(others.splice(0).map(({ running }) => running.stop()));
  }

  try {
    const ledger = await start(
      join(root, 'services/ledger/dist/main.js'),
      environmentOf('ledger'),
      ports.ledger,
    );
    others.push(ledger);
    const echo = await start(join(ROOT_FOLDER, 'load-tests/dist/echo.js'), {}, await anyFreePort());
    others.push(echo);
    return {
      secrets,
      ledgerUrl: `http://127.0.0.1:${ports.ledger}`,
      echo,
      apis: () => apis,
      setApis: async (count, redisUrl) => {
        await stopApis();
        const env = { ...environmentOf('transactions', redisUrl), RATE_LIMITS };
        for (let n = 0; n < count; n += 1) {
          const port = n === 0 ? ports.transactions : await anyFreePort();
          apis.push(await start(join(root, 'services/transactions/dist/main.js'), env, port));
        }
      },
      processes: () => [
        ...apis.map(({ pid }, at) => ({ name: apis.length === 1 ? 'API' : `API ${at + 1}`, pid })),
        { name: 'ledger', pid: ledger.pid },
      ],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePorts(): Promise<Record<ServiceName, number>> {
  const ports = await Promise.all(SERVICE_NAMES.map(async (name) => [name, await anyFreePort()] as const));
  return Object.fromEntries(ports) as Record<ServiceName, number>;
}
