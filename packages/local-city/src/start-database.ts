import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type CityContext, notOurs, supervisionOf } from './city.ts';
import { mayCreateRoles, planRoleUrls, type RoleUrls, rolePasswordVariables } from './database-roles.ts';
import {
  clearLeftover,
  ensureDatabase,
  type RunningPostgres,
  startPostgres,
  withDatabase,
} from './postgres/index.ts';
import { nextFreePort } from './processes/free-port.ts';
import { type Supervised, supervise } from './processes/supervisor.ts';

export interface CityDatabase {
  readonly url: string;
  readonly server: Supervised;
}

const DATABASE = 'tamsui';
const MIGRATION_TIMEOUT_MS = 300_000;

/** The PostgreSQL that DATABASE_URL names, or an embedded one that is kept up while the city runs. */
export async function startDatabase(city: CityContext): Promise<CityDatabase> {
  const { config, paths, ports, secrets, say } = city;
  if (config.databaseUrl !== undefined) {
    say('PostgreSQL    the one that DATABASE_URL names');
    return { url: config.databaseUrl, server: notOurs };
  }
  const before = await clearLeftover(paths.postgres);
  if (before === 'stopped') say('Stopped the PostgreSQL that an earlier run left behind');
  const port = await nextFreePort(ports.postgres);
  const options = {
    dataFolder: paths.postgres,
    logFile: paths.log('postgres'),
    port,
    password: secrets.postgresPassword,
    durable: true,
  };
  let first: RunningPostgres | undefined;
  const start = async () => {
    const running = await startPostgres(options);
    first ??= running;
    return running;
  };
  const server = await supervise({ ...supervisionOf(city, 'postgres'), start });
  if (first === undefined) throw new Error('BUG: supervise returned before the server was started');
  say(`PostgreSQL    ${first.version} on port ${port}`);
  try {
    await ensureDatabase(first.url, DATABASE);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: withDatabase(first.url, DATABASE), server };
}

/** Brings the schemas and, given their passwords, the roles up to date. @throws Error with the migrator's words when that fails */
async function migrateDatabase(
  { config, paths, signal }: CityContext,
  url: string,
  passwords: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, ['--enable-source-maps', paths.migrator], {
      env: { ...config.childEnv, ...passwords, DATABASE_URL: url, LEDGER_BOOKS: config.ledgerBooks },
      timeout: MIGRATION_TIMEOUT_MS,
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`The database could not be migrated:\n${words.trim()}`, { cause: error });
  }
}

/**
 * Migrates, and gives each service a role of its own where that is possible. Returns their addresses; undefined when
 * all services have to share the one that was given.
 */
export async function prepareDatabase(city: CityContext, url: string): Promise<RoleUrls | undefined> {
  const hasRoles = await mayCreateRoles(url);
  await migrateDatabase(city, url, hasRoles ? rolePasswordVariables(city.secrets) : {});
  if (hasRoles) return planRoleUrls(url, city.secrets);
  city.say('              its user may not create roles, so every service connects as that one user');
  return undefined;
}
