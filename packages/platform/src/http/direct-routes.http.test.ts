import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Fault } from '@tamsui/errors';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import {
  type Admission,
  createHttpApp,
  type DirectRoute,
  idempotencyKeyOf,
  listen,
  Problem,
  parseBody,
  parseQuery,
} from './index.ts';

const metrics = createMetrics('test');
const lines: Record<string, unknown>[] = [];
let admission: Admission = { admitted: true };
let waysTaken: string[] = [];

const wish = z.strictObject({ name: z.string(), wants: z.enum(['answer', 'problem', 'fault', 'bug']) });

/** Reads everything of a request that a route may read. */
const handle: DirectRoute['handle'] = async (req, answer) => {
  answer.set({ 'X-Counted': '1' });
  const key = idempotencyKeyOf(req);
  parseQuery(z.strictObject({}), req);
  const { name, wants } = parseBody(wish, req);
  switch (wants) {
    case 'problem':
      throw new Problem({
        status: 409,
        code: 'taken',
        detail: 'It is taken.',
        headers: { 'X-Why': 'taken' },
      });
    case 'fault':
      throw new Fault('bank_away', 'The bank does not answer.', { retryable: true });
    case 'bug':
      throw new TypeError('nobody should see this text');
    case 'answer': {
      const { method, path, originalUrl, params } = req;
      const read = [req.get('X-Said'), req.get('cookie'), req.is('application/json')];
      return {
        status: 201,
        headers: { 'X-Own': 'yes' },
        body: { name, key, method, path, originalUrl, params, read },
      };
    }
  }
};

const app = createHttpApp({
  logger: createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) }),
  metrics,
  checkHealth: async () => undefined,
  admit: () => admission,
  maxBodyBytes: 1_000,
  routes: (router) => {
    router.post('/things', async (req, res) => {
      waysTaken.push('express');
      const { status, headers, body } = await handle(req, res);
      res.set(headers).status(status).json(body);
    });
  },
  direct: [
    {
      path: '/things',
      handle: (req, answer) => {
        waysTaken.push('direct');
        return handle(req, answer);
      },
    },
  ],
});
const server = await listen(app, '127.0.0.1', 0);
const { port } = new URL(server.url);
afterAll(() => server.stop());
beforeEach(() => {
  admission = { admitted: true };
  waysTaken = [];
  lines.length = 0;
});

interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

function post(
  body: string | Buffer,
  headers: Record<string, string> = {},
  path = '/things',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = {
      'content-type': 'application/json',
      'idempotency-key': 'k-1',
      'content-length': String(Buffer.byteLength(body)),
    };
    const req = request({ port, host: '127.0.0.1', method: 'POST', path, headers: { ...sent, ...headers } });
    req.once('error', reject);
    req.once('response', async (res) => {
      let text = '';
      for await (const chunk of res) text += String(chunk);
      resolve({ status: res.statusCode ?? 0, headers: res.headers, text });
    });
    req.end(body);
  });
}

/** The same to Express, which takes what is not of the plain kind. */
const postToExpress: typeof post = (body, headers, path) =>
  post(body, { ...headers, 'content-type': 'application/json;charset="utf-8"' }, path);

/** What is another for each request, or only says by which way it came. */
function comparable({ status, headers, text }: Answer): object {
  const body = text.replaceAll(String(headers['request-id']), 'req_');
  const length = Buffer.byteLength(body);
  return { status, headers: { ...headers, date: '', 'request-id': '', 'content-length': length }, body };
}

const wanting = (wants: string): string => JSON.stringify({ name: '淡水', wants });

describe('a request that is answered directly has the answer that Express gives', () => {
  it.each<[string, string | Buffer, Record<string, string>, number]>([
    ['when all is well', wanting('answer'), { 'x-said': 'a', cookie: 'b=c' }, 201],
    ['to a route that has a problem', wanting('problem'), {}, 409],
    ['in a fault', wanting('fault'), {}, 503],
    ['in a bug', wanting('bug'), {}, 500],
    ['without its key', wanting('answer'), { 'idempotency-key': '' }, 400],
    ['with an unknown field', '{"name":"a","wants":"answer","more":1}', {}, 400],
    ['with a list', '[]', {}, 400],
    ['behind blanks and a byte order mark', `\uFEFF \n${wanting('answer')}`, {}, 201],
    ['with bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), {}, 400],
    ['with half of a JSON', '{"name":"a"', {}, 400],
    ['with a number', '12', {}, 400],
    ['with null', 'null', {}, 400],
    ['with a word', 'true', {}, 400],
    ['with blanks', '   ', {}, 400],
    ['with members of a prototype', '{"__proto__":{"name":"a"},"wants":"answer"}', {}, 400],
    ['with the largest body', JSON.stringify({ name: 'a'.repeat(970), wants: 'answer' }), {}, 201],
  ])('%s', async (_when, body, headers, status) => {
    const direct = await post(body, headers);
    const express = await postToExpress(body, headers);
    expect(direct.status).toBe(status);
    expect(comparable(direct)).toEqual(comparable(express));
    expect(new Set(waysTaken).has('direct')).toBe(waysTaken.length > 0);
    expect(direct.headers['request-id']).toMatch(/^req_[0-9a-f]{32}$/);
    expect(direct.headers['request-id']).not.toBe(express.headers['request-id']);
  });

  it('when it is turned away, and the connection is still good afterwards', async () => {
    const problem = { status: 503, code: 'overloaded', detail: 'Not now.', headers: { 'Retry-After': '2' } };
    admission = { admitted: false, problem };
    const direct = await post(wanting('answer'));
    expect(direct).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect(comparable(direct)).toEqual(comparable(await postToExpress(wanting('answer'))));
    expect(waysTaken).toEqual([]);
  });
});

describe('Express takes', () => {
  it.each<[string, string | Buffer, Record<string, string>, string, number]>([
    ['a body that is too large', 'x'.repeat(1_001), {}, '/things', 413],
    ['another type', wanting('answer'), { 'content-type': 'text/plain' }, '/things', 415],
    ['no type', wanting('answer'), { 'content-type': '' }, '/things', 415],
    ['a packed body', gzipSync(wanting('answer')), { 'content-encoding': 'gzip' }, '/things', 201],
    [
      'a body that is only longer when unpacked',
      gzipSync('x'.repeat(5_000)),
      { 'content-encoding': 'gzip' },
      '/things',
      413,
    ],
    ['no body', '', {}, '/things', 400],
    ['a query', wanting('answer'), {}, '/things?a=1', 400],
    ['another spelling of the address', wanting('answer'), {}, '/things/', 201],
    ['another address', wanting('answer'), {}, '/nothings', 404],
  ])('%s', async (_what, body, headers, path, status) => {
    expect((await post(body, headers, path)).status).toBe(status);
    expect(waysTaken).not.toContain('direct');
  });

  it('a body that comes in pieces of no known length', async () => {
    const req = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/things',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k', 'transfer-encoding': 'chunked' },
    });
    const answered = new Promise<number | undefined>((resolve) =>
      req.once('response', (res) => resolve(res.resume().statusCode)),
    );
    req.write('{"name":"a",');
    req.end('"wants":"answer"}');
    expect(await answered).toBe(201);
    expect(waysTaken).toEqual(['express']);
  });
});

it('a bug is logged with the id that the caller was told', async () => {
  const { headers } = await post(wanting('bug'));
  expect(waysTaken).toEqual(['direct']);
  expect(lines).toMatchObject([{ level: 50, requestId: headers['request-id'], msg: 'request failed' }]);
});

it('a caller who goes away in the middle of the body gives the place back, and nothing is done', async () => {
  let left = 0;
  admission = {
    admitted: true,
    leave: () => {
      left += 1;
    },
  };
  await post(wanting('answer'));
  await expect.poll(() => left).toBe(1);
  waysTaken = [];
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    'POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nIdempotency-Key: k\r\nContent-Length: 40\r\n\r\n{"name":',
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await expect.poll(() => left).toBe(2);
  expect(waysTaken).toEqual([]);
  expect(lines).toEqual([]);
});

it('is counted by its route and status', async () => {
  await post(wanting('problem'));
  const text = await metrics.metrics();
  expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/things",status="409"/);
  expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/things",status="503"/);
});
