import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CityUrls,
  planEnvironments,
  planUrls,
  SERVICE_NAMES,
  type ServiceName,
  START_WAVES,
} from '@tamsui/local-city/city-plan';
import { anyFreePort } from '@tamsui/local-city/processes';
import { type CitySecrets, openSecrets } from '@tamsui/local-city/secrets';
import { type ServiceProcess, startService } from './start-service.ts';

/** All services as processes, on one database, at ports of their own. */
export interface RunningServices {
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly services: Readonly<Record<ServiceName, ServiceProcess>>;
  /** A folder that lasts as long as the services; their logs are in it. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface StartServicesOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string;
}

/** Starts a whole city for tests that speak HTTP. The bundles must be there: `npm test` builds them. */
export async function startServices({
  databaseUrl,
  redisUrl,
}: StartServicesOptions): Promise<RunningServices> {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-services-'));
  const secrets = openSecrets(join(folder, 'secrets.json'));
  const ports = { services: await freePorts(), postgres: 0 };
  const environments = planEnvironments({ ports, secrets, databaseUrl, redisUrl, notaryFolder: folder });
  const started = new Map<ServiceName, ServiceProcess>();
  const stop = async () => {
    await Promise.all([...started.values()].map((service) => service.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const name of START_WAVES.flat()) {
      const env = environments[name];
      const logFile = join(folder, `${name}.log`);
      started.set(name, await startService({ name, port: ports.services[name], env, logFile }));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { urls: planUrls(ports), secrets, services: byName(started), folder, stop };
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
