import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CityConfig } from './config.ts';

export interface CityPaths {
  readonly postgres: string;
  readonly logs: string;
  readonly secrets: string;
  readonly lock: string;
  /** What runs where; for the demo and for tests that look for a running city. */
  readonly city: string;
  readonly seeded: string;
  /** Addresses and credentials for a shell, as the README's quick start reads them. */
  readonly quickStart: string;
  /** Key and heads of the notary. */
  readonly notary: string;
  readonly parentWatch: string;
  readonly migrator: string;
  log(name: string): string;
  serviceBundle(name: string): string;
}

export function cityPaths({ rootFolder, dataFolder, databaseUrl }: CityConfig): CityPaths {
  const logs = join(dataFolder, 'logs');
  return {
    postgres: join(dataFolder, 'postgres'),
    logs,
    secrets: join(dataFolder, 'secrets.json'),
    lock: join(dataFolder, 'city.pid'),
    city: join(dataFolder, 'city.json'),
    seeded: join(dataFolder, 'seeded.json'),
    quickStart: join(dataFolder, 'quickstart.sh'),
    notary: join(dataFolder, notaryFolderName(databaseUrl)),
    parentWatch: join(rootFolder, 'packages/local-city/dist/parent-watch.js'),
    migrator: join(rootFolder, 'db/dist/main.js'),
    log: (name) => join(logs, `${name}.log`),
    serviceBundle: (name) => join(rootFolder, 'services', name, 'dist/main.js'),
  };
}

const NAME_LENGTH = 12;

/** What was signed of one database says nothing of another, so each has a folder of its own. */
function notaryFolderName(databaseUrl: string | undefined): string {
  if (databaseUrl === undefined) return 'notary';
  const { host, pathname } = new URL(databaseUrl);
  const place = createHash('sha256').update(`${host}${pathname}`).digest('hex');
  return `notary-${place.slice(0, NAME_LENGTH)}`;
}
