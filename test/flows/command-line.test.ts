import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningCity, startCity } from '../city/running-city.ts';
import type { Json } from './caller.ts';
import { createCommandLine } from './command-line.ts';
import { startReceiver, verifies } from './webhook-receiver.ts';

/** Every command, as a process, with a city as `npm start` runs it. */
let city: RunningCity;
let tamsui: ReturnType<typeof createCommandLine>;
let env: { HOME: string; TAMSUI_DATA: string };
let seeded: {
  readonly merchant: { id: string; apiKey: string; terminal: string };
  readonly resident: { token: string };
};
const folder = mkdtempSync(join(tmpdir(), 'tamsui-command-line-'));

beforeAll(async () => {
  city = await startCity(undefined, { WEBHOOKS_TO_LOOPBACK: 'true' });
  const data = city.env.TAMSUI_DATA ?? '';
  seeded = JSON.parse(readFileSync(join(data, 'seeded.json'), 'utf8')) as typeof seeded;
  env = { HOME: folder, TAMSUI_DATA: data };
  tamsui = createCommandLine(env);
}, 180_000);

afterAll(async () => {
  await city.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What Mei's phone shows. */
async function newCode(): Promise<string> {
  const response = await fetch(`${city.facts.urls.transactions}/v1/payment-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seeded.resident.token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await response.json()) as { code: string }).code;
}

/** A key that was the tea house's. */
async function revokedKey(): Promise<string> {
  const { urls, secrets } = city.facts;
  const ask = (path: string, body: object) =>
    fetch(`${urls.transactions}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.operatorToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const made = (await (
    await ask(`/v1/merchants/${seeded.merchant.id}/api-keys`, { name: 'old' })
  ).json()) as Json;
  await ask(`/v1/api-keys/${String(made.id)}/revoke`, {});
  return String(made.key);
}

const errorOf = (json: Json) => json.error as Json;

test('before anybody has logged in, whatever needs a key says so', async () => {
  for (const args of [
    ['payments', 'list'],
    ['events', 'list'],
  ]) {
    expect(errorOf(await tamsui.json(args, 4))).toMatchObject({ code: 'no_api_key', exit_code: 4 });
  }
});

test('login takes the key of the tea house after the API has taken it, and config shows whence', async () => {
  const { url, config_file: file } = await tamsui.json(['login', '--local']);
  expect(url).toBe(city.facts.urls.transactions);
  expect(statSync(String(file)).mode & 0o777).toBe(0o600);
  const shown = await tamsui.json(['config', 'show']);
  expect(shown).toMatchObject({ url, api_key_from: 'config file', terminal: seeded.merchant.terminal });
  expect(JSON.stringify(shown)).not.toContain(seeded.merchant.apiKey);
});

test('a key that nobody has is not kept', async () => {
  const other = createCommandLine({ ...env, TAMSUI_CONFIG: join(folder, 'other.json') });
  const answer = await other.json(['login', '--url', city.facts.urls.transactions], 4, await revokedKey());
  expect(errorOf(answer)).toMatchObject({ status: 401, exit_code: 4 });
  expect(await other.json(['config', 'show'])).toMatchObject({ api_key: null });
});

test('a payment happens once under its key, is shown, and is given back', async () => {
  const code = await newCode();
  const args = [
    'pay',
    '--amount',
    '120',
    '--code',
    code,
    '--order',
    'A-1',
    '--idempotency-key',
    'till-1-0001',
  ];
  const payment = await tamsui.json(args);
  expect(payment).toMatchObject({ status: 'succeeded', amount: '120', idempotency_key: 'till-1-0001' });
  expect(await tamsui.json(args)).toEqual(payment);
  const id = String(payment.id);
  const refund = await tamsui.json(['refund', id, '--amount', '50', '--reason', 'wrong_amount']);
  const reason = { code: 'wrong_amount' };
  expect(refund).toMatchObject({ payment: id, amount: '50', status: 'succeeded', reason });
  expect(await tamsui.json(['payments', 'show', id])).toMatchObject({
    id,
    refunded: { amount: '50' },
    refunds: [{ id: refund.id }],
  });
  expect(await tamsui.json(['payments', 'list', '--order', 'A-1'])).toMatchObject({
    data: [{ id }],
    has_more: false,
  });
  const rest = ['refund', id, '--idempotency-key', 'till-1-0002'];
  expect(await tamsui.json(rest)).toMatchObject({ amount: '70' });
  expect(await tamsui.json(rest)).toMatchObject({ amount: '70' });
  expect(errorOf(await tamsui.json(['refund', id], 1))).toMatchObject({ refundable: { amount: '0' } });
});

test('a payment that is refused ends with 1, says why, and under which key', async () => {
  const args = ['pay', '--amount', '2900', '--code', await newCode()];
  expect(errorOf(await tamsui.json(args, 1))).toMatchObject({
    status: 402,
    idempotency_key: expect.any(String),
  });
});

test('without an answer it ends with 3, and with the key to ask again', async () => {
  const pay = 'pay --amount 10 --code 1 --idempotency-key k-9'.split(' ');
  const args = ['--url', 'http://127.0.0.1:9', ...pay];
  expect(errorOf(await tamsui.json(args, 3))).toMatchObject({
    code: 'unreachable',
    idempotency_key: 'k-9',
    hint: expect.stringContaining('--idempotency-key k-9'),
  });
});

test('a code that the till shows and nobody pays is pending', async () => {
  const answer = await tamsui.json(['pay', '--amount', '10', '--show', '--wait', '0'], 3);
  expect(errorOf(answer)).toMatchObject({ code: 'payment_pending', shop_code: { status: 'open' } });
});

test('a person gets text, and the key before anything is sent', async () => {
  const { code, stdout, stderr } = await tamsui.run(['pay', '--amount', '20', '--code', await newCode()]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^status +succeeded$/m);
  expect(stderr).toMatch(/^idempotency key [0-9a-f-]{36}\n$/);
});

test('a statement adds up, to read, for a program and as a file, and leaves files alone that are there', async () => {
  const statement = await tamsui.json(['statement']);
  expect(statement).toMatchObject({ merchant: seeded.merchant.id });
  const lines = statement.lines as Json[];
  expect(lines.length).toBeGreaterThan(1);
  const sum = lines.reduce((total, { amount }) => total + Number(amount), Number(statement.opening_balance));
  expect(sum).toBe(Number(statement.closing_balance));

  const { stdout } = await tamsui.run(['statement', '--merchant', seeded.merchant.id]);
  expect(stdout).toContain(`${String(statement.closing_balance)} TWD`);
  for (const { id } of lines) expect(stdout).toContain(String(id));

  const pdf = join(folder, 'statement.pdf');
  const written = await tamsui.json(['statement', '--format', 'pdf', '--out', pdf]);
  expect(written).toEqual({ file: pdf, format: 'pdf', bytes: statSync(pdf).size });
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-');
  const again = await tamsui.json(['statement', '--format', 'csv', '--out', pdf], 5);
  expect(errorOf(again)).toMatchObject({ code: 'file_exists' });
  expect(statSync(pdf).size).toBe(written.bytes);

  // Nobody has named days, and the file has them.
  const csv = `statement-${seeded.merchant.id}-${String(statement.from)}-${String(statement.to)}.csv`;
  expect(await tamsui.json(['statement', '--format', 'csv'])).toMatchObject({ file: csv });
  expect(readFileSync(join(folder, csv), 'utf8')).toContain('closing_balance');
  const reversed = ['statement', '--from', '2026-02-02', '--to', '2026-02-01'];
  expect(errorOf(await tamsui.json(reversed, 1))).toMatchObject({ errors: [{ pointer: 'query:from' }] });
});

test('events are listed oldest first, and go on behind the last', async () => {
  const first = await tamsui.json(['events', 'list', '--limit', '1', '--types', 'payment.succeeded']);
  expect(first).toMatchObject({ data: [{ type: 'payment.succeeded' }], has_more: true });
  const after = String((first.data as Json[])[0]?.id);
  const rest = await tamsui.json(['events', 'list', '--after', after]);
  expect((rest.data as Json[]).map(({ id }) => id)).not.toContain(after);
});

test('listen forwards what happens as a webhook that the session secret verifies', async () => {
  const receiver = await startReceiver();
  const types = ['--types', 'payment.succeeded'];
  const listening = tamsui.follow(['listen', '--forward-to', receiver.url, '--attempts', '3', ...types]);
  const { type, secret } = await listening.nextLine();
  expect(type).toBe('listening');
  const payment = await tamsui.json(['pay', '--amount', '15', '--code', await newCode()]);
  const told = await listening.nextLine();
  expect(told).toMatchObject({
    type: 'event',
    event: { type: 'payment.succeeded', object_id: payment.id },
    delivery: { status: 204, ok: true, attempts: 1 },
  });
  const [request] = receiver.requests;
  expect(verifies(String(secret), request)).toBe(true);
  expect(JSON.parse(request?.body ?? '')).toMatchObject({ data: { id: payment.id } });
  receiver.answer(500);
  await tamsui.json(['pay', '--amount', '16', '--code', await newCode()]);
  expect(await listening.nextLine()).toMatchObject({ delivery: { status: 500, ok: false, attempts: 3 } });
  expect((await listening.interrupt()).code).toBe(0);
  receiver.close();
});

test('listen goes on where it was when the API falls, and tells every payment once', async () => {
  const listening = tamsui.follow(['listen', '--types', 'payment.succeeded']);
  expect(await listening.nextLine()).toMatchObject({ type: 'listening' });
  const before = await tamsui.json(['pay', '--amount', '17', '--code', await newCode()]);
  expect(await listening.nextLine()).toMatchObject({ event: { object_id: before.id } });
  process.kill(city.refreshed().pids.transactions ?? 0, 'SIGKILL');
  expect(await listening.nextLine()).toMatchObject({ type: 'disconnected' });
  const after = await untilPaid();
  const told: unknown[] = [];
  while (told.length === 0) {
    const { event } = await listening.nextLine();
    if (event !== undefined) told.push((event as Json).object_id);
  }
  expect(told).toEqual([after.id]);
  expect((await listening.interrupt()).code).toBe(0);
});

/** Pays as soon as the API is back. */
async function untilPaid(): Promise<Json> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const code = await newCode().catch(() => undefined);
    if (code !== undefined) return tamsui.json(['pay', '--amount', '18', '--code', code]);
    await delay(250);
  }
  throw new Error('the API did not come back');
}

// It stays until the end: the doctor finds an endpoint failing whose receiver is gone.
const receiver = await startReceiver();
afterAll(() => receiver.close());

function endpoints(method: 'POST' | 'DELETE', path: string, body?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${seeded.merchant.apiKey}`, 'content-type': 'application/json' };
  const url = `${city.facts.urls.transactions}/v1/webhook-endpoints${path}`;
  return fetch(url, { method, headers, body: JSON.stringify(body) });
}

test('an event is sent again to the endpoint, alone and as one of a time', async () => {
  const all = ['events', 'resend', '--from', '2026-01-01T00:00:00Z'];
  const nowhere = { message: 'There is no webhook endpoint to send to.' };
  expect(errorOf(await tamsui.json(all, 2))).toMatchObject(nowhere);
  expect((await endpoints('POST', '', { url: receiver.url })).status).toBe(201);
  const { data } = await tamsui.json(['events', 'list', '--types', 'payment.succeeded', '--limit', '1']);
  const id = String((data as Json[])[0]?.id);
  expect(await tamsui.json(['events', 'resend', id])).toMatchObject({ replayed: 1 });
  await expect.poll(() => receiver.requests.map(({ headers }) => headers['webhook-id'])).toContain(id);
  expect(Number((await tamsui.json([...all, '--only-undelivered'])).replayed)).toBeGreaterThan(2);
});

test('an event is sent again in the version that its endpoint keeps', async () => {
  const own = await startReceiver();
  const asked = { url: own.url, types: ['refund.succeeded'], api_version: '2026-11-24' };
  const { id: endpoint } = (await (await endpoints('POST', '', asked)).json()) as { id: string };
  const { data } = await tamsui.json(['events', 'list', '--types', 'refund.succeeded', '--limit', '1']);
  const id = String((data as Json[])[0]?.id);
  expect(await tamsui.json(['events', 'resend', id, '--endpoint', endpoint])).toMatchObject({ replayed: 1 });
  await expect.poll(() => own.requests.map(({ headers }) => headers['webhook-id'])).toContain(id);
  expect(JSON.parse(own.requests[0]?.body ?? '')).toMatchObject({
    api_version: '2026-11-24',
    data: { reason: 'wrong_amount' },
  });
  expect((data as Json[])[0]).toMatchObject({ data: { reason: { code: 'wrong_amount' } } });
  await endpoints('DELETE', `/${endpoint}`);
  own.close();
});

test('a healthy city is well', async () => {
  const report = await tamsui.json(['doctor']);
  expect(report).toMatchObject({ healthy: true, counts: { broken: 0 } });
  const ok = (report.findings as Json[]).filter(({ status }) => status === 'ok').map(({ check }) => check);
  expect(ok).toEqual(
    expect.arrayContaining([
      'api',
      'ledger',
      'postgres',
      'durability',
      'migrations',
      'ledger_leader',
      'feed',
      'api_key',
      'notary_heads',
      'webhooks',
    ]),
  );
});
