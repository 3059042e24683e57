import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CityUrls,
  planEnvironments,
  planUrls,
  SERVICE_NAMES,
  type ServiceName,
  type ServiceWithDatabase,
  START_WAVES,
} from '@tamsui/local-city/city-plan';
import { anyFreePort } from '@tamsui/local-city/processes';
import { type CitySecrets, openSecrets } from '@tamsui/local-city/secrets';
import { type CommandEnd, runCommand, type ServiceProcess, startService } from './start-service.ts';

/** All services as processes, on one database, at ports of their own. */
export interface RunningServices {
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  /** A folder that lasts as long as the services; their logs are in it. */
  readonly folder: string;
  /** Starts one more process of a service, at a port of its own. It ends with the others. */
  another(name: ServiceName): Promise<ServiceProcess>;
  /** Runs a service's program with a command, as an operator does, until it ends; `settings` go before the city's own. */
  command(
    name: ServiceName,
    args: readonly string[],
    settings?: Readonly<Record<string, string>>,
  ): Promise<CommandEnd>;
  stop(): Promise<void>;
}

export interface StartServicesOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
  /** Of all services, such as RATE_LIMITS. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Services that keep their data elsewhere, as a bank does. */
  readonly databaseUrls?: Readonly<Partial<Record<ServiceWithDatabase, string>>>;
  /** Of a city that was there before; new ones when left out. */
  readonly secrets?: CitySecrets;
}

/** Starts a whole city for tests that speak HTTP. The bundles must be there: `npm test` builds them. */
export async function startServices({
  databaseUrl,
  redisUrl,
  settings = {},
  databaseUrls: elsewhere = {},
  secrets: given,
}: StartServicesOptions): Promise<RunningServices> {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-services-'));
  const secrets = given ?? openSecrets(join(folder, 'secrets.json'));
  const ports = { services: await freePorts(), postgres: 0 };
  const databaseUrls = { ...everyService(databaseUrl), ...elsewhere };
  const plan = { ports, secrets, databaseUrl, databaseUrls, redisUrl, notaryFolder: folder };
  const environments = planEnvironments(plan);
  const started = new Map<ServiceName, ServiceProcess>();
  const others: ServiceProcess[] = [];
  const start = (name: ServiceName, port: number): Promise<ServiceProcess> => {
    const env = { ...environments[name], ...settings, PORT: String(port) };
    return startService({ name, port, env, logFile: join(folder, `${name}-${port}.log`) });
  };
  const another = async (name: ServiceName): Promise<ServiceProcess> => {
    const service = await start(name, await anyFreePort());
    others.push(service);
    return service;
  };
  const command: RunningServices['command'] = (name, args, own = {}) =>
    runCommand({ name, args, env: { ...environments[name], ...settings, ...own } });
  const stop = async () => {
    await Promise.all([...started.values(), ...others].map((service) => service.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of START_WAVES.flat()) {
      started.set(name, await start(name, ports.services[name]));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls: planUrls(ports), secrets, services: byName(started), folder, another, command, stop };
}

function everyService(url: string): Record<ServiceWithDatabase, string> {
  return { ledger: url, transactions: url, settlement: url, 'sandbox-bank': url, notary: url };
}

async function freePorts(): Promise<Record<ServiceName, number>> {
  const ports = await Promise.all(SERVICE_NAMES.map(async (name) => [name, await anyFreePort()] as const));
  return Object.fromEntries(ports) as Record<ServiceName, number>;
}

function byName(
  started: ReadonlyMap<ServiceName, ServiceProcess>,
): Readonly<Record<ServiceName, ServiceProcess>> {
  return Object.fromEntries(started) as Record<ServiceName, ServiceProcess>;
}
