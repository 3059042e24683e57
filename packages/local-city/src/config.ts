import { join, resolve } from 'node:path';
import { DEFAULT_BOOKS } from './city-plan.ts';

/** Everything that the local city takes from outside. The only reader of the environment here. */
export interface CityConfig {
  /** The clone. */
  readonly rootFolder: string;
  /** Where data, secrets and logs lie. */
  readonly dataFolder: string;
  /** The first service's port; the others follow. */
  readonly portBase: number;
  /** A PostgreSQL of the user's own, instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  /** The ledger's books, separated by commas: the migrations and the ledger are told the same. */
  readonly ledgerBooks: string;
  /** What services are told by their own names instead of what the city plans: RATE_LIMITS, LOG_LEVEL, WEBHOOKS_TO_LOOPBACK. */
  readonly serviceSettings: Readonly<Record<string, string>>;
  /** True when npm started us: then npm's end is ours. */
  readonly startedByNpm: boolean;
  /** What child processes need of our environment, and no more. */
  readonly childEnv: Readonly<Record<string, string>>;
}

const DEFAULT_PORT_BASE = 7100;
/** Below are the ports that need root; above, too few would follow. */
const PORT_RANGE = { lowest: 1024, highest: 65_000 };
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'NODE_EXTRA_CA_CERTS'];
const SERVICE_SETTINGS = ['RATE_LIMITS', 'LOG_LEVEL', 'WEBHOOKS_TO_LOOPBACK'];

/** @throws RangeError that names the variable, when one is not usable */
export function readCityConfig(env: NodeJS.ProcessEnv = process.env): CityConfig {
  const rootFolder = join(import.meta.dirname, '../../..');
  return {
    rootFolder,
    dataFolder: resolve(env.TAMSUI_DATA || join(rootFolder, '.tamsui')),
    portBase: parsePortBase(env.TAMSUI_PORT_BASE),
    databaseUrl: env.DATABASE_URL || undefined,
    redisUrl: env.REDIS_URL || undefined,
    ledgerBooks: env.LEDGER_BOOKS || DEFAULT_BOOKS,
    startedByNpm: env.npm_lifecycle_event !== undefined,
    childEnv: pick(env, PASSED_ON),
    serviceSettings: pick(env, SERVICE_SETTINGS),
  };
}

/** Those that say something. */
function pick(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
}

function parsePortBase(text: string | undefined): number {
  if (text === undefined || text === '') return DEFAULT_PORT_BASE;
  const port = Number(text);
  if (Number.isSafeInteger(port) && port >= PORT_RANGE.lowest && port <= PORT_RANGE.highest) return port;
  throw new RangeError(`TAMSUI_PORT_BASE must be a port from 1024 to 65000, not ${JSON.stringify(text)}`);
}
