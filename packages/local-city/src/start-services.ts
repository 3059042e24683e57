import { existsSync } from 'node:fs';
import { type CityContext, supervisionOf } from './city.ts';
import { type planEnvironments, planUrls, type ServiceName, START_WAVES } from './city-plan.ts';
import { isPortFree } from './processes/free-port.ts';
import { startNodeProgram } from './processes/node-program.ts';
import { type Supervised, supervise } from './processes/supervisor.ts';
import { waitUntil } from './processes/wait-until.ts';

/** A service whose launcher was killed takes up to ten seconds to end. */
const PORT_TIMEOUT_MS = 15_000;

/**
 * Starts the services wave by wave, each healthy before the next wave. `started` receives each as soon as it
 * runs, so that the caller can stop what was started when a later one fails.
 */
export async function startServices(
  city: CityContext,
  environments: ReturnType<typeof planEnvironments>,
  started: Supervised[],
): Promise<void> {
  await refuseTakenPorts(city);
  for (const wave of START_WAVES) {
    const outcomes = await Promise.allSettled(
      wave.map(async (name) => {
        started.push(await startService(city, name, environments[name]));
      }),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }
}

async function refuseTakenPorts({ ports, signal, say }: CityContext): Promise<void> {
  for (const [name, port] of Object.entries(ports.services)) {
    if (!(await isPortFree(port))) say(`Waiting for port ${port} (${name}), which another program holds ...`);
    const free = await waitUntil(async () => signal.aborted || (await isPortFree(port)), PORT_TIMEOUT_MS);
    signal.throwIfAborted();
    if (!free) {
      throw new Error(
        `Port ${port}, for ${name}, is taken by another program.\n` +
          'End that program, or choose other ports: TAMSUI_PORT_BASE=7200 npm start',
      );
    }
  }
}

async function startService(
  city: CityContext,
  name: ServiceName,
  serviceEnv: Readonly<Record<string, string>>,
): Promise<Supervised> {
  const { config, paths } = city;
  const url = planUrls(city.ports)[name];
  const file = paths.serviceBundle(name);
  if (!existsSync(file)) throw new Error(`${name} was not built: ${file} is missing`);
  const program = {
    file,
    parentWatch: paths.parentWatch,
    env: { ...config.childEnv, ...serviceEnv, ...config.serviceSettings },
    logFile: paths.log(name),
    healthUrl: `${url}/healthz`,
    folder: config.rootFolder,
  };
  const start = (signal: AbortSignal) => startNodeProgram(program, signal);
  try {
    const service = await supervise({ ...supervisionOf(city, name), start });
    city.say(`${name.padEnd(13)} ${url}`);
    return service;
  } catch (error) {
    city.signal.throwIfAborted();
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
