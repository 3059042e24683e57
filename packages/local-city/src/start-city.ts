import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import type { CityContext } from './city.ts';
import { takeCityLock } from './city-lock.ts';
import { planEnvironments, planPorts, planUrls } from './city-plan.ts';
import { type CityConfig, readCityConfig } from './config.ts';
import { type CityPaths, cityPaths } from './paths.ts';
import { writePrivateFile, writePrivateText } from './private-file.ts';
import type { Supervised } from './processes/supervisor.ts';
import { quickStartText } from './quick-start.ts';
import { openSecrets } from './secrets.ts';
import { seedOnce } from './seed.ts';
import { prepareDatabase, startDatabase } from './start-database.ts';
import { startServices } from './start-services.ts';
import { watchForEnd } from './watch-for-end.ts';
import { printWelcome } from './welcome.ts';

/** Runs a whole city on this machine until it is told to stop. Returns the exit code of `npm start`. */
export async function startCity(say: (line: string) => void): Promise<number> {
  try {
    const config = readCityConfig();
    const paths = cityPaths(config);
    makeFolders(config, paths);
    const lock = takeCityLock(paths.lock);
    if ('pid' in lock) {
      say(
        `A city runs here already (pid ${lock.pid}). Stop it with Ctrl-C in its terminal or: kill ${lock.pid}`,
      );
      return 1;
    }
    try {
      return await runCity(config, paths, say);
    } finally {
      rmSync(paths.city, { force: true });
      lock.release();
    }
  } catch (error) {
    say(`\n${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/** Others may walk through to what is theirs (PostgreSQL's user to its data); nobody may list. */
function makeFolders({ dataFolder }: CityConfig, { logs, notary }: CityPaths): void {
  mkdirSync(logs, { recursive: true });
  mkdirSync(notary, { recursive: true, mode: 0o700 });
  chmodSync(dataFolder, 0o711);
  chmodSync(logs, 0o700);
}

async function runCity(config: CityConfig, paths: CityPaths, say: (line: string) => void): Promise<number> {
  const end = watchForEnd(config);
  const services: Supervised[] = [];
  const servers: Supervised[] = [];
  try {
    await bringUp({ config, paths, say, end, services, servers });
    await end.asked;
  } catch (error) {
    // Whatever fails because the city was told to stop is no failure.
    if (!end.signal.aborted) end.giveUp(error instanceof Error ? error.message : String(error));
  }
  say(end.failure === undefined ? '\nStopping ...' : `\n${end.failure}\n\nStopping ...`);
  await Promise.all(services.map((service) => service.stop()));
  await Promise.all(servers.map((server) => server.stop()));
  end.stopWatching();
  say('Stopped.');
  return end.failure === undefined ? 0 : 1;
}

interface BringUp {
  readonly config: CityConfig;
  readonly paths: CityPaths;
  readonly end: ReturnType<typeof watchForEnd>;
  readonly services: Supervised[];
  readonly servers: Supervised[];
  say(line: string): void;
}

async function bringUp({ config, paths, say, end, services, servers }: BringUp): Promise<void> {
  const ports = planPorts(config.portBase);
  const urls = planUrls(ports);
  const secrets = openSecrets(paths.secrets);
  const pids = new Map([['launcher', process.pid]]);
  let databaseUrl = '';
  let auditorUrl = '';
  const recordPids = () =>
    writePrivateFile(paths.city, {
      urls,
      ports,
      pids: Object.fromEntries(pids),
      databaseUrl,
      auditorUrl,
      notaryFolder: paths.notary,
      redisUrl: config.redisUrl,
      secrets,
    });
  const city: CityContext = {
    config,
    paths,
    ports,
    secrets,
    say,
    pids,
    recordPids,
    signal: end.signal,
    giveUp: end.giveUp,
  };

  say('Starting the city ...');
  const database = await startDatabase(city);
  servers.push(database.server);
  databaseUrl = database.url;
  end.signal.throwIfAborted();
  const roles = await prepareDatabase(city, database.url);
  auditorUrl = roles?.auditor ?? databaseUrl;
  const { redisUrl, ledgerBooks } = config;
  const notaryFolder = paths.notary;
  const databaseUrls = roles?.services;
  const plan = { ports, secrets, databaseUrl, databaseUrls, redisUrl, ledgerBooks, notaryFolder };
  await startServices(city, planEnvironments(plan), services);
  const seeded = await seedOnce({ file: paths.seeded, urls, secrets, signal: end.signal, say });
  recordPids();
  writePrivateText(paths.quickStart, quickStartText({ urls, secrets, seeded }));
  printWelcome({ say, urls, quickStart: paths.quickStart });
}
