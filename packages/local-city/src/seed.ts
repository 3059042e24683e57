import { existsSync, readFileSync } from 'node:fs';
import type { CityUrls } from './city-plan.ts';
import { writePrivateFile } from './private-file.ts';
import type { CitySecrets } from './secrets.ts';

/** What a newcomer needs to use the city by hand. */
export interface Seeded {
  readonly merchant?: { readonly apiKey: string };
}

export interface SeedOptions {
  /** Remembers that, and as what, the city was seeded. */
  readonly file: string;
  readonly urls: CityUrls;
  readonly secrets: CitySecrets;
  readonly signal: AbortSignal;
  say(line: string): void;
}

/** Gives a new city its first people, once. A city that has them is left alone. */
export async function seedOnce(options: SeedOptions): Promise<Seeded> {
  if (existsSync(options.file)) return JSON.parse(readFileSync(options.file, 'utf8')) as Seeded;
  const seeded: Seeded = {};
  writePrivateFile(options.file, seeded);
  return seeded;
}
