import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { readHolder } from './city-lock.ts';
import { readCityConfig } from './config.ts';
import { type CityPaths, cityPaths } from './paths.ts';
import { clearLeftover } from './postgres/index.ts';

/** Deletes the local city's data, secrets and logs, unless it runs. Returns the exit code of `npm run reset`. */
export async function resetCity(say: (line: string) => void): Promise<number> {
  const config = readCityConfig();
  const paths = cityPaths(config);
  if (!existsSync(config.dataFolder)) {
    say('There is no local city to reset.');
    return 0;
  }
  const holder = readHolder(paths.lock);
  if (holder !== undefined) {
    say(`A city runs here (pid ${holder.pid}). Stop it first; nothing was deleted.`);
    return 1;
  }
  await clearLeftover(paths.postgres);
  // What was signed of a database that stays can only be continued with the same key.
  if (config.databaseUrl === undefined) rmSync(paths.notary, { recursive: true, force: true });
  removeCity(config.dataFolder, paths);
  say('The local city is gone: data, secrets and logs. `npm start` makes a new one.');
  if (config.databaseUrl !== undefined) say('The database that DATABASE_URL names was not touched.');
  return 0;
}

/** Only what is ours: TAMSUI_DATA may name a folder in which other things lie too. */
function removeCity(dataFolder: string, paths: CityPaths): void {
  const { postgres, logs, secrets, lock, city, seeded, quickStart } = paths;
  for (const path of [
    postgres,
    `${postgres}.new`,
    `${postgres}.password`,
    logs,
    secrets,
    lock,
    city,
    seeded,
    quickStart,
  ]) {
    rmSync(path, { recursive: true, force: true });
  }
  if (readdirSync(dataFolder).length === 0) rmdirSync(dataFolder);
}
