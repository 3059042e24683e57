import { randomBytes } from 'node:crypto';
import { migrate, runChecks } from '@tamsui/db';
import { withDatabase } from '@tamsui/local-city/postgres';
import { inject } from 'vitest';
import { atTheEnd } from './at-the-end.ts';
import { administer } from './server-administration.ts';

/** A database of a test file's own, with all migrations. */
export interface TestDatabase {
  readonly url: string;
  /** Fails when an invariant of `db/checks` is broken, then deletes the database. May be called twice. */
  drop(): Promise<void>;
  /** As it is now, for a test that breaks it; nobody may be connected meanwhile. */
  copy(): Promise<DatabaseCopy>;
}

export interface DatabaseCopy {
  readonly url: string;
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Schemas of its books; it has `book_main` alone when left out. */
  readonly books?: readonly string[] | undefined;
}

/**
 * Clones the migrated template. The database is checked and dropped by itself, after the file when it is awaited at the
 * top of one, after the test when a test awaits it; called in a hook, the caller drops it.
 */
export async function createTestDatabase({ books }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const serverUrl = inject('serverUrl');
  const { name, url } = await cloneDatabase(serverUrl, inject('templateDatabase'));
  if (books !== undefined) await migrate({ connectionString: url, books });
  let dropped: Promise<void> | undefined;
  const drop = () => {
    dropped ??= checkAndDrop(serverUrl, { url, name, books });
    return dropped;
  };
  atTheEnd(drop);
  return { url, drop, copy: () => copyDatabase(serverUrl, name) };
}

async function copyDatabase(serverUrl: string, of: string): Promise<DatabaseCopy> {
  const { name, url } = await cloneDatabase(serverUrl, of);
  return { url, drop: () => dropDatabase(serverUrl, name) };
}

async function cloneDatabase(serverUrl: string, template: string): Promise<{ name: string; url: string }> {
  const name = `tamsui_test_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  return { name, url: withDatabase(serverUrl, name) };
}

const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  administer(serverUrl, `drop database if exists ${name} with (force)`);

async function checkAndDrop(
  serverUrl: string,
  { url, name, books }: TestDatabaseOptions & { readonly url: string; readonly name: string },
): Promise<void> {
  try {
    await expectChecksHold(url, books);
  } finally {
    await dropDatabase(serverUrl, name);
  }
}

/** @throws Error that shows the rows, when a query of `db/checks` finds any in this database */
export async function expectChecksHold(url: string, books?: readonly string[]): Promise<void> {
  const results = await runChecks(url, books === undefined ? {} : { books });
  const broken = results.filter(({ violations }) => violations.length > 0);
  if (broken.length === 0) return;
  const lines = broken.map(({ check, violations }) => `${check}: ${violations.map(printRow).join('\n  ')}`);
  throw new Error(`The database breaks what must always hold.\n${lines.join('\n')}`);
}

/** bigint columns come as bigint, which JSON cannot print. */
function printRow(row: Record<string, unknown>): string {
  return JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
