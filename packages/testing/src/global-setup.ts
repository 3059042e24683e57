import type { TestProject } from 'vitest/node';
import { openTestCity } from './test-city.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A superuser's url to the server that test databases are made on. */
    readonly serverUrl: string;
    /** The database with every migration that test databases are cloned from. */
    readonly templateDatabase: string;
    /** Empty when no Redis was found. */
    readonly redisUrl: string;
  }
}

/** Runs once before all test files; what it returns runs once after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const city = await openTestCity();
  project.provide('serverUrl', city.serverUrl);
  project.provide('templateDatabase', city.templateDatabase);
  project.provide('redisUrl', city.redisUrl ?? '');
  return city.close;
}
