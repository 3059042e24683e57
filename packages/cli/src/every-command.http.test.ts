import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatPublicId, newSecretToken, newUuid } from '@tamsui/ids';
import { anyFreePort } from '@tamsui/testing';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CliCity, openCity } from './city.testing.ts';
import type { Context } from './context.ts';
import type { JsonObject } from './output.ts';
import { buildProgram } from './program.ts';
import { type Calling, call } from './run-cli.testing.ts';

let city: CliCity;
/** Taken before the first case, so that lists, statements and events have something to say. */
let payment: string;
let event: string;

beforeAll(async () => {
  city = await openCity();
  await city.shop.call('createWebhookEndpoint', { body: { url: 'http://127.0.0.1:9/webhooks' } });
  payment = String((await json(['pay', '--amount', '120', '--code', await city.newCode()])).json.id);
  const lastEvents = async () => {
    const { data } = await city.shop.call('listEvents', { query: { type: 'payment.succeeded' } });
    event = data[0]?.id ?? '';
    return event;
  };
  await vi.waitUntil(async () => (await lastEvents()) !== '', { timeout: 20_000, interval: 100 });
}, 180_000);

afterAll(() => city.stop());

/** Calls the program as this city's tea house. */
const json = (args: readonly string[], { env = {}, ...rest }: Calling = {}) =>
  call([...args, '--json'], { ...rest, env: { ...city.env, ...env } });

interface Case {
  readonly args: readonly string[];
  readonly stdin?: string;
  /** What must be in the answer. */
  readonly says: JsonObject;
  /** Durability is what servers for tests give up, and the doctor is right to say so. */
  readonly code?: number;
  /** For a stream: ends it when this word was said. */
  readonly until?: string;
}

const CASES: Readonly<Record<string, () => Promise<Case> | Case>> = {
  login: () => ({
    args: ['login', '--url', city.env.TAMSUI_URL ?? ''],
    stdin: city.seeded.merchant.apiKey,
    says: { checked: true },
  }),
  logout: () => ({ args: ['logout'], says: { logged_out: expect.any(Boolean) } }),
  'config show': () => ({ args: ['config', 'show'], says: { api_key_from: 'environment' } }),
  'config set': () => ({
    args: ['config', 'set', 'terminal', city.seeded.merchant.terminal],
    says: { terminal: city.seeded.merchant.terminal },
  }),
  pay: async () => ({
    args: ['pay', '--amount', '15', '--code', await city.newCode(), '--order', 'A-2'],
    says: { status: 'succeeded', idempotency_key: expect.any(String) },
  }),
  refund: () => ({
    args: ['refund', payment, '--amount', '20', '--reason', 'returned_goods'],
    says: { payment, amount: '20', reason: { code: 'returned_goods' } },
  }),
  'payments list': () => ({ args: ['payments', 'list'], says: { data: expect.any(Array) } }),
  'payments show': () => ({ args: ['payments', 'show', payment], says: { id: payment } }),
  statement: () => ({ args: ['statement'], says: { merchant: city.seeded.merchant.id } }),
  'events list': () => ({ args: ['events', 'list'], says: { has_more: false } }),
  'events resend': () => ({ args: ['events', 'resend', event], says: { replayed: 1 } }),
  listen: () => ({
    args: ['listen', '--after', formatPublicId('evt', '00000000-0000-0000-0000-000000000000')],
    says: { type: 'ended', after: expect.stringMatching(/^evt_/) },
    until: '"type":"event"',
  }),
  doctor: () => ({ args: ['doctor'], says: { counts: expect.anything() }, code: 1 }),
};
const STREAMS = ['listen'];

function commandsOf(program: Command): [string, Command][] {
  return program.commands.flatMap((command): [string, Command][] =>
    command.commands.length === 0
      ? [[command.name(), command]]
      : commandsOf(command).map(([name, below]) => [`${command.name()} ${name}`, below]),
  );
}

const COMMANDS = commandsOf(buildProgram({} as Context, () => undefined));

test('every command that the program has is tried below', () => {
  expect(COMMANDS.map(([name]) => name).toSorted()).toEqual(Object.keys(CASES).toSorted());
});

test.each(COMMANDS.map(([name]) => name))('%s --json says JSON and nothing else', async (name) => {
  const made = await CASES[name]?.();
  if (made === undefined) throw new Error(`no case for ${name}`);
  const { args, stdin = '', says, code = 0, until } = made;
  const ending = new AbortController();
  const onLine = (line: string) => until !== undefined && line.includes(until) && ending.abort();
  const called = await json(args, { stdin, signal: ending.signal, onLine });
  expect(called).toMatchObject({ code, stderr: '' });
  expect(called.stdout.endsWith('\n')).toBe(true);
  if (!STREAMS.includes(name)) expect(called.json).toMatchObject(says);
  else expect(called.lines.at(-1)).toMatchObject(says);
});

test.each(COMMANDS)(
  '%s --help names every option, and examples that have no other',
  async (name, command) => {
    const { json: help } = await json([...name.split(' '), '--help']);
    const text = String(help.text);
    for (const { flags, description } of command.options) {
      expect(text).toContain(flags);
      expect(description).not.toBe('');
    }
    const examples = text.split('\n').filter((line) => line.includes('$ tamsui '));
    expect(examples.join('\n')).toContain(`$ tamsui ${name}`);
    const known = ['--json', '--url', ...command.options.map(({ long }) => long)];
    for (const option of examples.join(' ').match(/--[a-z-]+/g) ?? []) expect(known).toContain(option);
  },
);

interface Refused {
  readonly args: () => readonly string[];
  readonly env?: () => Promise<Record<string, string>>;
  readonly code: number;
  readonly error: JsonObject;
}

const unknown = (prefix: 'pay' | 'mer' | 'evt') => formatPublicId(prefix, newUuid());
const FROM_API = { request_id: expect.stringMatching(/./) };

const REFUSED: Readonly<Record<string, Refused>> = {
  'an amount of nothing': {
    args: () => ['pay', '--amount', '0', '--code', '281234567890123456'],
    code: 1,
    error: {
      errors: expect.arrayContaining([expect.objectContaining({ pointer: '/amount' })]),
      idempotency_key: expect.any(String),
      ...FROM_API,
    },
  },
  'an amount in parts of a dollar': {
    args: () => ['refund', payment, '--amount', '0.5'],
    code: 1,
    error: { errors: [{ pointer: '/amount' }], ...FROM_API },
  },
  'a currency that the city does not have': {
    args: () => ['refund', payment, '--amount', '5', '--currency', 'JPY'],
    code: 1,
    error: { errors: [{ pointer: '/currency' }], ...FROM_API },
  },
  'a payment that nobody knows': {
    args: () => ['payments', 'show', unknown('pay')],
    code: 1,
    error: { status: 404, ...FROM_API },
  },
  'a refund of what nobody paid': {
    args: () => ['refund', unknown('pay'), '--amount', '5'],
    code: 1,
    error: { status: 404, idempotency_key: expect.any(String), ...FROM_API },
  },
  'a statement of another business': {
    args: () => ['statement', '--merchant', unknown('mer')],
    code: 1,
    error: { status: 404, ...FROM_API },
  },
  'events behind one that nobody knows': {
    args: () => ['events', 'list', '--after', unknown('evt')],
    code: 1,
    error: { ...FROM_API },
  },
  'listening behind an event that nobody knows': {
    args: () => ['listen', '--after', unknown('evt')],
    code: 1,
    error: { ...FROM_API },
  },
  'listening for a type that there is not': {
    args: () => ['listen', '--types', 'tea.spilled'],
    code: 1,
    error: { ...FROM_API },
  },
  'no key': {
    args: () => ['payments', 'list'],
    env: async () => ({ TAMSUI_API_KEY: '' }),
    code: 4,
    error: { code: 'no_api_key' },
  },
  'a key that the API has never seen': {
    args: () => ['pay', '--amount', '5', '--code', '1'],
    env: async () => ({ TAMSUI_API_KEY: newSecretToken('mk_test').token }),
    code: 4,
    error: { status: 401, ...FROM_API },
  },
  'a key that has expired': {
    args: () => ['listen'],
    env: async () => ({ TAMSUI_API_KEY: await expiredKey() }),
    code: 4,
    error: { status: 401, ...FROM_API },
  },
  'a key without the scope': {
    args: () => ['refund', payment, '--amount', '5'],
    env: async () => ({ TAMSUI_API_KEY: await newKey({ scopes: ['payments:read'] }) }),
    code: 4,
    error: { status: 403, ...FROM_API },
  },
  'an address where nothing listens': {
    args: () => ['refund', payment, '--amount', '5'],
    env: async () => ({ TAMSUI_URL: `http://127.0.0.1:${await anyFreePort()}` }),
    code: 3,
    error: {
      code: 'unreachable',
      money_moved: null,
      hint: expect.stringMatching(/--idempotency-key \S+ {3}Or look: tamsui payments show pay_/),
      idempotency_key: expect.any(String),
    },
  },
};

test.each(Object.keys(REFUSED))(
  '%s is answered with an error as JSON, and its exit code',
  async (name) => {
    const { args, env, code, error } = REFUSED[name] as Refused;
    const called = await json(args(), { env: (await env?.()) ?? {} });
    expect(called).toMatchObject({ code, stderr: '' });
    expect(called.json).toMatchObject({
      error: { code: expect.stringMatching(/^[a-z_]+$/), ...error, exit_code: code },
    });
  },
  60_000,
);

async function newKey(options: { scopes?: ['payments:read']; expires_at?: string }): Promise<string> {
  const asked = { path: { id: city.seeded.merchant.id }, body: { name: 'other', ...options } };
  return (await city.operator.call('createApiKeyOfMerchant', asked)).key;
}

async function expiredKey(): Promise<string> {
  const key = await newKey({ expires_at: new Date(Date.now() + 2_000).toISOString() });
  const codeOf = async () => (await json(['payments', 'list'], { env: { TAMSUI_API_KEY: key } })).code;
  await expect.poll(codeOf, { timeout: 20_000 }).toBe(4);
  return key;
}

test('without an amount a payment that is captured later gives back what was captured, once under its key', async () => {
  const held = ['pay', '--amount', '300', '--code', await city.newCode(), '--capture-later'];
  const id = String((await json(held)).json.id);
  const path = { id };
  expect((await json(['refund', id])).json).toMatchObject({ error: { code: 'nothing_to_refund' } });
  await city.shop.call('createCapture', { path, body: { amount: '200', currency: 'TWD', final: true } });
  await json(['refund', id, '--amount', '20']);
  const rest = ['refund', id, '--idempotency-key', 'rest-1'];
  const refunded = await json(rest);
  expect(refunded.json).toMatchObject({ payment: id, amount: '180' });
  const again = async () => (await json(rest)).json;
  // Whether the list of refunds has it by now or not.
  await expect.poll(again, { timeout: 20_000 }).toEqual(refunded.json);
  expect(await city.shop.call('getPayment', { path })).toMatchObject({ refunded: { amount: '200' } });
});

test('a file that is there already is left as it is', async () => {
  const out = join(city.folder, 'mine.csv');
  writeFileSync(out, 'mine');
  const { code, json: answer } = await json(['statement', '--format', 'csv', '--out', out]);
  expect(code).toBe(5);
  expect(answer).toMatchObject({ error: { code: 'file_exists' } });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  const nowhere = join(city.folder, 'no', 'such', 'folder.csv');
  expect((await json(['statement', '--format', 'csv', '--out', nowhere])).code).toBe(5);
  expect(existsSync(nowhere)).toBe(false);
});
