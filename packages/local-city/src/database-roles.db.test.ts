import { createTestDatabase } from '@tamsui/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayCreateRoles, planRoleUrls, rolePasswordVariables } from './database-roles.ts';
import { openSecrets } from './secrets.ts';
import { temporaryFolder } from './temporary-folder.testing.ts';

const database = await createTestDatabase();
const name = new URL(database.url).pathname.slice(1);
const owner = new pg.Client({ connectionString: database.url });
const guest = `${name}_guest`;
const PASSWORD = 'a-password-of-a-guest';

beforeAll(async () => {
  await owner.connect();
  await owner.query(`create role ${guest} login password '${PASSWORD}'`);
});

afterAll(async () => {
  await owner.query(`drop role ${guest}`);
  await owner.end();
});

function asGuest(): string {
  const url = new URL(database.url);
  url.username = guest;
  url.password = PASSWORD;
  return url.toString();
}

test('a user that may create roles gives each service one', async () => {
  expect(await mayCreateRoles(database.url)).toBe(true);
});

test('a user that may create none leaves all services with that one user', async () => {
  expect(await mayCreateRoles(asGuest())).toBe(false);
});

test('each service gets an address of its own, with a password that the migrator is told', () => {
  const secrets = openSecrets(`${temporaryFolder()}/secrets.json`);
  const { services, auditor } = planRoleUrls('postgres://owner:secret@127.0.0.1:5432/tamsui', secrets);
  const urls = [...Object.values(services), auditor].map((url) => new URL(url));
  expect(new Set(urls.map(({ username }) => username)).size).toBe(6);
  const told = Object.values(rolePasswordVariables(secrets));
  expect(urls.map(({ password }) => password).sort()).toEqual([...told].sort());
  expect(services.ledger).toMatch(/^postgres:\/\/tamsui_ledger:.+@127\.0\.0\.1:5432\/tamsui$/);
});
