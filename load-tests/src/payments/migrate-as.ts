import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Brings a database to the schemas of a checkout, with that checkout's own bundle. @throws Error with what it said */
export async function migrateAs(root: string, databaseUrl: string): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [join(root, 'db/dist/main.js')], { env });
}
