import { homedir } from 'node:os';
import { join } from 'node:path';

/** Everything that the command line takes from the environment. The only reader of it here. */
export interface CliConfig {
  readonly apiKey: string | undefined;
  readonly url: string | undefined;
  readonly terminal: string | undefined;
  /** What `tamsui login` writes. */
  readonly configFile: string;
  /** Data of the city that `npm start` runs. */
  readonly cityFolder: string;
  /** Parts of an installation that the doctor looks at; what is not named here it takes from the running local city. */
  readonly parts: {
    readonly databaseUrl: string | undefined;
    readonly redisUrl: string | undefined;
    /** Several processes are separated by commas. */
    readonly ledgerUrl: string | undefined;
    readonly settlementUrl: string | undefined;
    readonly notaryUrl: string | undefined;
    /** Names of the ledger's books, separated by commas. */
    readonly books: string | undefined;
  };
}

const ROOT = join(import.meta.dirname, '../../..');

/** An empty variable counts as none. */
export function readCliConfig(env: NodeJS.ProcessEnv = process.env): CliConfig {
  const configHome = env.XDG_CONFIG_HOME || join(env.HOME || homedir(), '.config');
  return {
    apiKey: env.TAMSUI_API_KEY || undefined,
    url: env.TAMSUI_URL || undefined,
    terminal: env.TAMSUI_TERMINAL || undefined,
    configFile: env.TAMSUI_CONFIG || join(configHome, 'tamsui', 'config.json'),
    cityFolder: env.TAMSUI_DATA || join(ROOT, '.tamsui'),
    parts: {
      databaseUrl: env.DATABASE_URL || undefined,
      redisUrl: env.REDIS_URL || undefined,
      ledgerUrl: env.LEDGER_URL || undefined,
      settlementUrl: env.SETTLEMENT_URL || undefined,
      notaryUrl: env.NOTARY_URL || undefined,
      books: env.LEDGER_BOOKS || undefined,
    },
  };
}
