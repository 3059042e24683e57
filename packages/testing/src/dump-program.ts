import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { findInstalledPostgres } from '@tamsui/local-city/postgres';
import pg from 'pg';

const run = promisify(execFile);

/** `pg_dump` and `psql` of the server's own major version. */
export interface DumpPrograms {
  /** For example `pg_dump 15`. */
  readonly name: string;
  dump(url: string, file: string, schemas: readonly string[]): Promise<void>;
  restore(url: string, file: string): Promise<void>;
}

/** Looks where the server's programs are, and on PATH. @returns undefined where only another version is, or none */
export async function findDumpPrograms(url: string): Promise<DumpPrograms | undefined> {
  const major = await majorOf(url);
  const path = process.env.PATH ?? '';
  const installed = await findInstalledPostgres(path);
  const folders = [...(installed === undefined ? [] : [installed.binFolder]), ...path.split(delimiter)];
  for (const folder of folders) {
    if (folder === '' || !existsSync(join(folder, 'pg_dump')) || !existsSync(join(folder, 'psql'))) continue;
    const { stdout } = await run(join(folder, 'pg_dump'), ['--version']);
    if (/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] === major) return programsIn(folder, `pg_dump ${major}`);
  }
  return undefined;
}

function programsIn(folder: string, name: string): DumpPrograms {
  return {
    name,
    // Who owns what and who may do what is the restoring side's: its roles have names of their own.
    dump: async (url, file, schemas) => {
      const which = schemas.map((schema) => `--schema=${schema}`);
      const args = ['--no-owner', '--no-privileges', ...which, '--file', file, '--dbname', url];
      await run(join(folder, 'pg_dump'), args);
    },
    restore: async (url, file) => {
      const args = ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '--single-transaction', '-f', file, '-d', url];
      await run(join(folder, 'psql'), args);
    },
  };
}

async function majorOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string }>(
      "select current_setting('server_version_num') as number",
    );
    return (rows[0]?.number ?? '').slice(0, -4);
  } finally {
    await client.end();
  }
}
