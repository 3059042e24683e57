import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Fault } from '@tamsui/errors';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import {
  createHttpApp,
  decodeCursor,
  encodeCursor,
  idempotencyKeyOf,
  listen,
  parseBody,
  parseParams,
  parseQuery,
  printableText,
  requireSharedToken,
  wholeNumber,
} from './index.ts';

const TOKEN = 'a-token-for-tests-only';
const lines: Record<string, unknown>[] = [];
const thing = z.strictObject({
  name: printableText(10),
  tags: z.array(z.strictObject({ 'a/b~c': z.string() })).optional(),
});

const cursorQuery = z.object({ cursor: z.string() });

const app = createHttpApp({
  logger: createLogger('test', 'info', { write: (line) => void lines.push(JSON.parse(line)) }),
  metrics: createMetrics('test'),
  checkHealth: async () => undefined,
  routes: (router) => {
    router.post('/things', (req, res) => res.json(parseBody(thing, req)));
    router.post('/keys', (req, res) => res.json({ key: idempotencyKeyOf(req) }));
    router.get('/things/:id', (req, res) => res.json(parseParams(z.object({ id: z.uuid() }), req)));
    router.get('/pages', (req, res) =>
      res.json(parseQuery(z.strictObject({ limit: wholeNumber(1, 9).optional() }), req)),
    );
    router.get('/cursor', (req, res) =>
      res.json(decodeCursor(z.tuple([z.number()]), parseQuery(cursorQuery, req).cursor)),
    );
    router.get('/secret', requireSharedToken(TOKEN), (_req, res) => res.json({}));
    router.get('/fault', () => {
      throw new Fault('bank_away', 'The bank does not answer.', { retryable: true });
    });
    router.get('/bug', () => {
      throw new TypeError('nobody should see this text');
    });
  },
});
const server = await listen(app, '127.0.0.1', 0);
const { port } = new URL(server.url);
afterAll(() => server.stop());

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(server.url + path, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text) as Record<string, unknown>,
  };
}
const json = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});
const pointersOf = ({ body }: Answer): string[] =>
  ((body.errors ?? []) as { pointer: string }[]).map(({ pointer }) => pointer);

/** A request with its headers exactly as given; fetch would join and check them. */
async function sendRaw(
  path: string,
  headers: readonly string[],
): Promise<{ status: number; body: Record<string, unknown> }> {
  const req = request({
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: [...headers, 'Host', 'x'],
  }).end();
  const [res] = (await once(req, 'response')) as [import('node:http').IncomingMessage];
  let text = '';
  for await (const chunk of res) text += String(chunk);
  return { status: res.statusCode ?? 0, body: JSON.parse(text) as Record<string, unknown> };
}

describe('a problem', () => {
  it('is a problem document with a request id, a code and whether to try again', async () => {
    const answer = await send('/nowhere');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body).toEqual({
      type: 'urn:tamsui:problem:route_not_found',
      title: 'route not found',
      status: 404,
      code: 'route_not_found',
      detail: 'Nothing is at this address with this method.',
      retryable: false,
      request_id: answer.headers.get('request-id'),
    });
  });

  it('of a fault is a 503 that says when to try again', async () => {
    const answer = await send('/fault');
    expect(answer).toMatchObject({ status: 503, body: { code: 'bank_away', retryable: true } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });

  it('of a mistake of ours is a 500 that gives nothing away and is logged', async () => {
    lines.length = 0;
    const answer = await send('/bug');
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error', retryable: false } });
    expect(JSON.stringify(answer.body)).not.toContain('nobody should see');
    expect(lines).toMatchObject([{ level: 50, requestId: answer.body.request_id, msg: 'request failed' }]);
  });
});

describe('bad input is answered with what is wrong, never with a 5xx', () => {
  const name = (text: string): RequestInit => json(JSON.stringify({ name: text }));
  it.each<[string, RequestInit, number, string, string[]]>([
    ['broken JSON', json('{"name":'), 400, 'malformed_json', []],
    ['a JSON text that is no object', json('"name"'), 400, 'malformed_json', []],
    ['null', json('null'), 400, 'malformed_json', []],
    ['an empty body', json(''), 400, 'validation_failed', ['/name']],
    ['two megabytes', json(JSON.stringify({ name: 'x'.repeat(2_000_000) })), 413, 'body_too_large', []],
    [
      'two megabytes that travel small',
      json(gzipSync(JSON.stringify({ name: 'x'.repeat(2_000_000) })), { 'content-encoding': 'gzip' }),
      413,
      'body_too_large',
      [],
    ],
    ['a broken gzip', json('no gzip', { 'content-encoding': 'gzip' }), 400, 'malformed_request', []],
    ['an unknown encoding', json('{}', { 'content-encoding': 'zip' }), 415, 'unsupported_encoding', []],
    [
      'an unknown charset',
      json('{}', { 'content-type': 'application/json; charset=klingon' }),
      415,
      'unsupported_encoding',
      [],
    ],
    [
      'a form',
      json('name=x', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'unsupported_media_type',
      [],
    ],
    ['text', json('{"name":"x"}', { 'content-type': 'text/plain' }), 415, 'unsupported_media_type', []],
    ['a missing field', json('{}'), 400, 'validation_failed', ['/name']],
    ['an unknown field', json('{"name":"x","admin":true}'), 400, 'validation_failed', ['/admin']],
    ['a prototype', json('{"name":"x","__proto__":{"a":1}}'), 400, 'validation_failed', ['/__proto__']],
    ['a list of names', json('{"name":["x"]}'), 400, 'validation_failed', ['/name']],
    [
      'a wrong field deep inside',
      json('{"name":"x","tags":[{"a/b~c":"1"},{"a/b~c":1}]}'),
      400,
      'validation_failed',
      ['/tags/1/a~1b~0c'],
    ],
    ['U+0000', name('a\u0000b'), 400, 'validation_failed', ['/name']],
    ['a lone surrogate', json('{"name":"a\\ud800"}'), 400, 'validation_failed', ['/name']],
    ['a mark that turns the text around', name('a\u202eb'), 400, 'validation_failed', ['/name']],
    ['a line break', name('a\nb'), 400, 'validation_failed', ['/name']],
    ['blanks', name('   '), 400, 'validation_failed', ['/name']],
    ['eleven characters', name('淡'.repeat(11)), 400, 'validation_failed', ['/name']],
  ])('%s', async (_what, init, status, code, pointers) => {
    const answer = await send('/things', init);
    expect({ status: answer.status, code: answer.body.code, pointers: pointersOf(answer) }).toEqual({
      status,
      code,
      pointers,
    });
  });

  it.each([
    ['/things/%E0%A4%A', 'malformed_request', []],
    ['/things/x', 'validation_failed', ['path:id']],
    ['/pages?limit=10', 'validation_failed', ['query:limit']],
    ['/pages?limit=1e0', 'validation_failed', ['query:limit']],
    ['/pages?limit[]=1', 'validation_failed', ['query:limit[]']],
    ['/pages?limit=1&limit=2', 'validation_failed', ['query:limit']],
    ['/pages?toString=1', 'validation_failed', ['query:toString']],
    ['/cursor?cursor=x', 'cursor_invalid', ['query:cursor']],
    [`/cursor?cursor=${encodeCursor(['1'])}`, 'cursor_invalid', ['query:cursor']],
  ])('%s', async (path, code, pointers) => {
    const answer = await send(path);
    expect({ status: answer.status, code: answer.body.code, pointers: pointersOf(answer) }).toEqual({
      status: 400,
      code,
      pointers,
    });
  });

  it('bytes that are no HTTP are a 400', async () => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.end('NO HTTP AT ALL\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 400/);
  });
});

describe('good input', () => {
  it('is text in normal form C, trimmed, as many characters as allowed', async () => {
    const answer = await send('/things', json(JSON.stringify({ name: ' e\u0301👍🏽淡水 ' })));
    expect(answer).toMatchObject({ status: 200, body: { name: 'é👍🏽淡水' } });
  });

  it('is a cursor that was given out', async () => {
    expect(await send(`/cursor?cursor=${encodeCursor([7])}`)).toMatchObject({ status: 200, body: [7] });
  });
});

describe('the idempotency key', () => {
  it.each([
    ['bare', 'abc-123', 'abc-123'],
    ['quoted', '"abc-123"', 'abc-123'],
    ['quoted with a blank', '"abc 123"', 'abc 123'],
    ['of 255 characters', 'k'.repeat(255), 'k'.repeat(255)],
  ])('%s is read without its quotes', async (_how, header, key) => {
    expect(await sendRaw('/keys', ['Idempotency-Key', header])).toEqual({ status: 200, body: { key } });
  });

  it.each<[string, string[], string]>([
    ['that is missing', [], 'idempotency_key_missing'],
    ['sent twice', ['Idempotency-Key', 'a', 'idempotency-key', 'a'], 'idempotency_key_malformed'],
    ['that is empty', ['Idempotency-Key', ''], 'idempotency_key_malformed'],
    ['of empty quotes', ['Idempotency-Key', '""'], 'idempotency_key_malformed'],
    ['with one quote', ['Idempotency-Key', '"a'], 'idempotency_key_malformed'],
    ['with a bare blank', ['Idempotency-Key', 'a b'], 'idempotency_key_malformed'],
    ['of 256 characters', ['Idempotency-Key', 'k'.repeat(256)], 'idempotency_key_malformed'],
    ['beyond ASCII', ['Idempotency-Key', 'é'], 'idempotency_key_malformed'],
  ])('%s is a 400 that names the header', async (_how, headers, code) => {
    expect(await sendRaw('/keys', headers)).toMatchObject({
      status: 400,
      body: { code, errors: [{ pointer: 'header:Idempotency-Key', code }] },
    });
  });
});

describe('a shared token', () => {
  it.each([
    ['none', {}, 401],
    ['another', { authorization: 'Bearer another' }, 401],
    ['another scheme', { authorization: `Basic ${TOKEN}` }, 401],
    ['the right one', { authorization: `Bearer ${TOKEN}` }, 200],
    ['the right one, the scheme in small letters', { authorization: `bearer ${TOKEN}` }, 200],
  ])('%s', async (_which, headers, status) => {
    const answer = await send('/secret', { headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null);
  });
});
