import { rmSync } from 'node:fs';
import { readHolder } from './city-lock.ts';
import { readCityConfig } from './config.ts';
import { cityPaths } from './paths.ts';
import { clearLeftover } from './postgres/index.ts';

/** Deletes the local city's data, secrets and logs, unless it runs. Returns the exit code of `npm run reset`. */
export async function resetCity(say: (line: string) => void): Promise<number> {
  const config = readCityConfig();
  const paths = cityPaths(config);
  const holder = readHolder(paths.lock);
  if (holder !== undefined) {
    say(`A city runs here (pid ${holder.pid}). Stop it first; nothing was deleted.`);
    return 1;
  }
  await clearLeftover(paths.postgres);
  rmSync(config.dataFolder, { recursive: true, force: true });
  say('The local city is gone: data, secrets and logs. `npm start` makes a new one.');
  if (config.databaseUrl !== undefined) say('The database that DATABASE_URL names was not touched.');
  return 0;
}
