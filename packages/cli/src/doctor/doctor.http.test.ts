import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newSecretToken } from '@tamsui/ids';
import { anyFreePort, createTestDatabase } from '@tamsui/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type CliCity, openCity, openReceiver } from '../city.testing.ts';
import type { JsonObject } from '../output.ts';
import { call } from '../run-cli.testing.ts';

const servers: Server[] = [];
let city: CliCity;
let env: Readonly<Record<string, string>>;
let databaseUrl: string;
let redisUrl: string;

beforeAll(async () => {
  city = await openCity();
  ({ env } = city);
  databaseUrl = env.DATABASE_URL ?? '';
  redisUrl = env.REDIS_URL ?? '';
}, 180_000);

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
  if (redisUrl !== '') expect(statusOf('redis')).toBe('ok');
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
  const url = new URL(databaseUrl);
  url.pathname = '/no_such_database';
  const { messageOf } = await examine({ DATABASE_URL: url.toString() });
  expect(messageOf('postgres')).toContain('there is no database no_such_database');
});

test('an older database is told by the steps that it misses', async () => {
  // Somebody is connected to ours, so a fresh one stands for it.
  const old = await (await createTestDatabase()).copy();
  onTestFinished(old.drop);
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

test('a key that the API does not take is told from an API that is away', async () => {
  const wrong = await examine({ TAMSUI_API_KEY: newSecretToken('mk_test').token });
  expect(wrong.code).toBe(1);
  expect(wrong.broken).toEqual(['api_key']);
  const away = await examine({ TAMSUI_URL: `http://127.0.0.1:${await anyFreePort()}` });
  expect(away.broken).toEqual(['api']);
  expect(away.statusOf('api_key')).toBe('skipped');
});

test('an endpoint that fails, and one that is gone, are told with what to do', async () => {
  const receiver = await openReceiver();
  receiver.answers(async () => 500);
  const { id } = await city.shop.call('createWebhookEndpoint', { body: { url: receiver.url } });
  const path = { id };
  const fault = async () => {
    await city.shop.call('pingWebhookEndpoint', { path }).catch(() => undefined);
    return (await examine()).messageOf('webhooks');
  };
  await expect.poll(fault, { timeout: 20_000 }).toContain('has been failing since');
  expect(await examine()).toMatchObject({ code: 1, broken: ['webhooks'] });
  receiver.answers(async () => 410);
  await expect.poll(fault, { timeout: 20_000 }).toContain('is disabled (gone)');
  expect(await examine()).toMatchObject({ code: 1, broken: ['webhooks'] });
  await city.shop.call('removeWebhookEndpoint', { path });
  await receiver.close();
  expect((await examine()).broken).toEqual([]);
}, 60_000);

test('an API that has fallen is told, and that nobody can say of the key', async () => {
  await city.services.services.transactions.kill();
  const { code, broken, messageOf, statusOf } = await examine();
  expect(code).toBe(1);
  expect(broken).toEqual(['api']);
  expect(messageOf('api')).toContain('nothing listens there');
  expect(statusOf('webhooks')).toBe('skipped');
  await city.services.services.transactions.restart();
  expect((await examine()).broken).toEqual([]);
}, 60_000);

test('without the ledger nobody leads the book, and that is told with what to do', async () => {
  await city.services.services.ledger.kill();
  const { code, broken, messageOf } = await examine();
  expect(code).toBe(1);
  expect(broken).toEqual(['ledger', 'ledger_leader']);
  expect(messageOf('ledger_leader')).toBe('No process leads book main: nothing can be paid');
  await city.services.services.ledger.restart();
  expect((await examine()).broken).toEqual([]);
});
