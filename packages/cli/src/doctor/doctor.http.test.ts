import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  anyFreePort,
  createTestDatabase,
  findRedis,
  type RunningServices,
  startServices,
} from '@tamsui/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JsonObject } from '../output.ts';
import { call } from '../run-cli.testing.ts';

const database = await createTestDatabase();
const redisUrl = await findRedis();
const servers: Server[] = [];
let city: RunningServices;
let env: Record<string, string>;

beforeAll(async () => {
  city = await startServices({ databaseUrl: database.url, ...(redisUrl === undefined ? {} : { redisUrl }) });
  env = {
    TAMSUI_URL: city.urls.transactions,
    LEDGER_URL: city.urls.ledger,
    SETTLEMENT_URL: city.urls.settlement,
    NOTARY_URL: city.urls.notary,
    DATABASE_URL: database.url,
    REDIS_URL: redisUrl ?? '',
    TAMSUI_CONFIG: join(mkdtempSync(join(tmpdir(), 'tamsui-cli-')), 'config.json'),
  };
});

afterAll(async () => {
  for (const server of servers) server.close();
  await city.stop();
});

/** Test servers are quick because they forget what was committed when they crash; the doctor is right to say so. */
const OF_TEST_SERVERS = 'durability';

/** What the doctor says of each check, broken ones with what to do. */
async function examine(changed: Readonly<Record<string, string>> = {}) {
  const { code, json } = await call(['doctor', '--json'], { env: { ...env, ...changed } });
  const findings = json.findings as (JsonObject & { check: string; status: string; todo?: string })[];
  for (const { status, todo } of findings) if (status === 'broken') expect(todo).toMatch(/.{10}/);
  const statusOf = (check: string) => findings.find((finding) => finding.check === check)?.status;
  const messageOf = (check: string) => String(findings.find((finding) => finding.check === check)?.message);
  const broken = findings
    .filter(({ status, check }) => status === 'broken' && check !== OF_TEST_SERVERS)
    .map(({ check }) => check);
  return { code, json, broken, statusOf, messageOf };
}

async function fakeApi(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a healthy installation is well', async () => {
  const { broken, statusOf } = await examine();
  expect(broken).toEqual([]);
  for (const check of [
    'api',
    'ledger',
    'settlement',
    'notary',
    'postgres',
    'migrations',
    'ledger_leader',
    'clock',
  ]) {
    expect(`${check} ${statusOf(check)}`).toBe(`${check} ok`);
  }
  if (redisUrl !== undefined) expect(statusOf('redis')).toBe('ok');
});

test('a person gets one line for each check, and the sum below', async () => {
  const { stdout, stderr } = await call(['doctor'], { env });
  expect(stdout).toMatch(/^ok +ledger_leader +Book main has its leader$/m);
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/broken|well/);
  expect(stderr).toBe('');
});

test('without PostgreSQL the doctor says where it was looked for, and never the password', async () => {
  const port = await anyFreePort();
  const { code, broken, messageOf, json } = await examine({
    DATABASE_URL: `postgres://me:hush@127.0.0.1:${port}/db`,
  });
  expect(code).toBe(1);
  expect(broken).toEqual(['postgres']);
  expect(messageOf('postgres')).toBe(`PostgreSQL at 127.0.0.1:${port} cannot be used: nothing listens there`);
  expect(JSON.stringify(json)).not.toContain('hush');
});

test('a database that is not there is told from a server that is not there', async () => {
  const url = new URL(database.url);
  url.pathname = '/no_such_database';
  const { messageOf } = await examine({ DATABASE_URL: url.toString() });
  expect(messageOf('postgres')).toContain('there is no database no_such_database');
});

test('an older database is told by the steps that it misses', async () => {
  const copy = await database.copy().catch(async () => undefined);
  // Somebody is connected to ours, so a fresh one stands for it.
  const old = copy ?? (await createTestDatabase());
  const client = new pg.Client({ connectionString: old.url });
  await client.connect();
  await client.query(`delete from settlement.migrations where name = '004-held-payouts'`);
  await client.query('drop schema notary cascade');
  await client.end();
  const { code, broken, messageOf } = await examine({ DATABASE_URL: old.url, LEDGER_URL: '' });
  expect(code).toBe(1);
  expect(broken).toContain('migrations');
  expect(messageOf('migrations')).toContain('settlement/004-held-payouts, notary/001-heads did not run');
  expect(broken).toContain('ledger_leader');
  if (copy !== undefined) await copy.drop();
});

test('a wrong address is told from one where nothing is', async () => {
  const html = await fakeApi(200, '<html>A blog</html>');
  const wrong = await examine({ TAMSUI_URL: html });
  expect(wrong.code).toBe(1);
  expect(wrong.messageOf('api')).toBe(`What answers at ${html} is no Tamsui service (HTTP 200)`);
  const nothing = `http://127.0.0.1:${await anyFreePort()}`;
  const silent = await examine({ TAMSUI_URL: nothing });
  expect(silent.messageOf('api')).toBe(`${nothing} does not answer: nothing listens there`);
});

test('a service that cannot serve, and a clock that is off, are told', async () => {
  const date = new Date(Date.now() - 3_600_000).toUTCString();
  const sick = await fakeApi(503, '{"status":"unavailable"}', { date });
  const { broken, messageOf } = await examine({ TAMSUI_URL: sick });
  expect(broken).toEqual(expect.arrayContaining(['api', 'clock']));
  expect(messageOf('api')).toContain('says that it cannot serve');
  expect(messageOf('clock')).toMatch(/^This clock is 3\d\d\d(\.\d)? s ahead of the API's$/);
});

test('a Redis that is away is told', async () => {
  const { broken, messageOf } = await examine({
    REDIS_URL: `redis://:hush@127.0.0.1:${await anyFreePort()}`,
  });
  expect(broken).toEqual(['redis']);
  expect(messageOf('redis')).not.toContain('hush');
});

test('without the ledger nobody leads the book, and that is told with what to do', async () => {
  await city.services.ledger.kill();
  const { code, broken, messageOf } = await examine();
  expect(code).toBe(1);
  expect(broken).toEqual(['ledger', 'ledger_leader']);
  expect(messageOf('ledger_leader')).toBe('No process leads book main: nothing can be paid');
  await city.services.ledger.restart();
  expect((await examine()).broken).toEqual([]);
});
