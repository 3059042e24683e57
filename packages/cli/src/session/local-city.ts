import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the city that `npm start` runs writes down about itself, as far as it concerns us. */
export interface LocalCity {
  readonly urls: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
}

/** Undefined while no city runs from this folder: the file is there as long as the city is. */
export function readLocalCity(folder: string): LocalCity | undefined {
  return readJson(join(folder, 'city.json')) as LocalCity | undefined;
}

/** The key of the tea house's till; undefined before a city was started for the first time. */
export function readTeaHouse(folder: string): { apiKey: string; terminal: string } | undefined {
  const seeded = readJson(join(folder, 'seeded.json')) as
    | { readonly merchant: { readonly apiKey: string; readonly terminal: string } }
    | undefined;
  if (seeded === undefined) return undefined;
  const { apiKey, terminal } = seeded.merchant;
  return { apiKey, terminal };
}

/** Both files are replaced as a whole by whoever writes them, so what is there is complete. */
function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
