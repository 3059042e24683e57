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
  readonly parentWatch: string;
  readonly migrator: string;
  log(name: string): string;
  serviceBundle(name: string): string;
}

export function cityPaths({ rootFolder, dataFolder }: CityConfig): CityPaths {
  const logs = join(dataFolder, 'logs');
  return {
    postgres: join(dataFolder, 'postgres'),
    logs,
    secrets: join(dataFolder, 'secrets.json'),
    lock: join(dataFolder, 'city.pid'),
    city: join(dataFolder, 'city.json'),
    seeded: join(dataFolder, 'seeded.json'),
    quickStart: join(dataFolder, 'quickstart.sh'),
    parentWatch: join(rootFolder, 'packages/local-city/dist/parent-watch.js'),
    migrator: join(rootFolder, 'db/dist/main.js'),
    log: (name) => join(logs, `${name}.log`),
    serviceBundle: (name) => join(rootFolder, 'services', name, 'dist/main.js'),
  };
}
