import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PostgresProcess, type RunningServices, startServices } from '@tamsui/testing';
import { administer, rowsOf } from '@tamsui/testing/server-administration';
import type { Place } from './search-for-canaries.ts';

/** All schemas. The sandbox's bank, another institution with customers of its own, has its rows in another database. */
export const SCHEMAS = ['book_main', 'transactions', 'settlement', 'notary', 'sandbox_bank'];

/** Where a city keeps what is not in its database. */
export const REGISTER = 'erasures.jsonl';
export const NOTARY_KEY = 'key.pem';
export const NOTARY_HEADS = 'heads.jsonl';

const VERIFY = join(import.meta.dirname, '../../../verify/dist/main.js');
const UNLIMITED = ['device', 'operator', 'api-key', 'webhook', 'address'].map((name) => `${name}=9000000/1`);
/** All that a log can have is in it. */
const SETTINGS = { LOG_LEVEL: 'trace', RATE_LIMITS: UNLIMITED.join() };

/** A new database on the server. @returns its address */
export async function createDatabase({ url }: Pick<PostgresProcess, 'url'>, name: string): Promise<string> {
  await administer(url, `create database ${name}`);
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** A city with a bank that keeps its data elsewhere. */
export function openCity(
  { city, bank }: { readonly city: string; readonly bank: string },
  more: {
    readonly settings?: Readonly<Record<string, string>>;
    readonly secrets?: RunningServices['secrets'];
  } = {},
): Promise<RunningServices> {
  const databaseUrls = { 'sandbox-bank': bank };
  return startServices({
    databaseUrl: city,
    databaseUrls,
    ...more,
    settings: { ...SETTINGS, ...more.settings },
  });
}

/** Every file in a folder and below. */
export function filesIn(folder: string): { readonly name: string; readonly bytes: Buffer }[] {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map(({ name, parentPath }) => ({ name, bytes: readFileSync(join(parentPath, name)) }));
}

/** The same, as texts. */
export function textsIn(folder: string): Place[] {
  return filesIn(folder).map(({ name, bytes }) => ({ name, text: bytes.toString('utf8') }));
}

/** The program that verifies the journal, on this database and the notary's files in the folder. */
export function verify(
  databaseUrl: string,
  notaryFolder: string,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const files = [
    '--key',
    join(notaryFolder, `${NOTARY_KEY}.pub`),
    '--heads',
    join(notaryFolder, NOTARY_HEADS),
  ];
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: databaseUrl };
  return new Promise((resolve) => {
    execFile(process.execPath, [VERIFY, ...files], { env }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ exitCode, output: `${stdout}${stderr}` });
    });
  });
}

/** Of the keys of people: how many there are, and how many were destroyed. */
export async function countKeys(
  databaseUrl: string,
): Promise<{ readonly alive: number; readonly gone: number }> {
  const [counted] = await rowsOf<{ alive: string; gone: string }>(
    databaseUrl,
    'select count(wrapped_key) as alive, count(erased_at) as gone from transactions.personal_keys',
  );
  return { alive: Number(counted?.alive), gone: Number(counted?.gone) };
}
