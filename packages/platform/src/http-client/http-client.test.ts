import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJsonClient, type JsonClient } from './index.ts';

let server: Server;
let client: JsonClient;
let connections = 0;
/** What the peer does at a path; elsewhere it answers with the status that the path names. */
const told = new Map<string, (req: IncomingMessage, res: ServerResponse) => void>();
beforeAll(async () => {
  server = createServer((req, res) => {
    const act = told.get(req.url?.split('?')[0] ?? '');
    if (act !== undefined) return act(req, res);
    res.statusCode = Number(req.url?.slice(1));
    res.end(res.statusCode === 408 ? '' : '{"code":"said"}');
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = clientOf();
});
afterAll(async () => {
  await client.close();
  server.close();
});

function clientOf({ timeoutMs = 10_000, port = (server.address() as AddressInfo).port } = {}): JsonClient {
  return createJsonClient({ baseUrl: `http://127.0.0.1:${port}`, peer: 'peer', token: 'a-token', timeoutMs });
}

it.each([408, 500, 503])('an answer %i is a fault: the same request may be sent again', async (status) => {
  const answer = client.send({ method: 'GET', path: `/${status}` });
  await expect(answer).rejects.toMatchObject({ code: 'peer_unavailable', retryable: true });
});

it.each([200, 404, 409, 422])('an answer %i is handed on with its body', async (status) => {
  expect(await client.send({ method: 'GET', path: `/${status}` })).toEqual({
    status,
    body: { code: 'said' },
  });
});

it('a request has its token, its query and its body as JSON', async () => {
  told.set('/echo', (req, res) => {
    const { url, method, headers } = req;
    const { authorization, 'content-type': type, 'content-length': length } = headers;
    req.setEncoding('utf8').on('data', (text: string) => {
      res.end(JSON.stringify({ url, method, authorization, type, length, text }));
    });
  });
  const query = { to: 'a b&c=淡' };
  const { body } = await client.send({ method: 'POST', path: '/echo', query, body: { name: '淡水 ☕' } });
  const text = '{"name":"淡水 ☕"}';
  expect(body).toEqual({
    url: '/echo?to=a+b%26c%3D%E6%B7%A1',
    method: 'POST',
    authorization: 'Bearer a-token',
    type: 'application/json',
    length: String(Buffer.byteLength(text)),
    text,
  });
});

it('requests one after another use one connection', async () => {
  const alone = clientOf();
  const before = connections;
  for (let n = 0; n < 5; n += 1) await alone.send({ method: 'POST', path: '/200', body: {} });
  expect(connections - before).toBe(1);
  await alone.close();
});

const UNAVAILABLE = { code: 'peer_unavailable', retryable: true };

it('an answer that comes too late is a fault, and the next request is answered with its own', async () => {
  const hurried = clientOf({ timeoutMs: 50 });
  told.set('/late', (_req, res) => void setTimeout(() => res.end('{"late":true}'), 150));
  told.set('/slow', (_req, res) => {
    res.write('{');
    setTimeout(() => res.end('"late":true}'), 150);
  });
  for (const path of ['/late', '/slow']) {
    await expect(hurried.send({ method: 'GET', path })).rejects.toMatchObject(UNAVAILABLE);
    expect(await hurried.send({ method: 'GET', path: '/200' })).toEqual({
      status: 200,
      body: { code: 'said' },
    });
  }
  await hurried.close();
});

it.each<[string, (req: IncomingMessage, res: ServerResponse) => void]>([
  ['a connection that is cut', (req) => req.socket.destroy()],
  [
    'an answer that breaks off',
    (_req, res) => {
      res.writeHead(200, { 'Content-Length': '100' }).write('{');
      setTimeout(() => res.destroy(), 10);
    },
  ],
  ['an answer that is no HTTP', (req) => void req.socket.end('SSH-2.0\r\n\r\n')],
])('%s is a fault', async (_what, act) => {
  told.set('/broken', act);
  await expect(client.send({ method: 'POST', path: '/broken', body: {} })).rejects.toMatchObject(UNAVAILABLE);
});

it('a peer that is not there is a fault', async () => {
  const lonely = clientOf({ port: 1 });
  await expect(lonely.send({ method: 'GET', path: '/200' })).rejects.toMatchObject(UNAVAILABLE);
  await lonely.close();
});

it('closing waits for the answer under way, and afterwards nothing is sent', async () => {
  const closing = clientOf();
  told.set('/soon', (_req, res) => void setTimeout(() => res.end('{}'), 30));
  const soon = closing.send({ method: 'GET', path: '/soon' });
  await closing.close();
  const settled = await Promise.race([soon, Promise.resolve('not yet')]);
  expect(settled).toEqual({ status: 200, body: {} });
  await expect(closing.send({ method: 'GET', path: '/200' })).rejects.toMatchObject(UNAVAILABLE);
});

it('an address with a path is refused: the path would be dropped', () => {
  const withPath = { baseUrl: 'http://127.0.0.1/ledger', peer: 'peer', token: 'a-token' };
  expect(() => createJsonClient(withPath)).toThrow('has no path: http://127.0.0.1/ledger');
});

it('what a server says unasked is not the answer to the next question', async () => {
  const answerOf = (code: string) =>
    `HTTP/1.1 200 OK\r\nContent-Length: ${code.length + 11}\r\n\r\n{"code":"${code}"}`;
  let met = 0;
  const talker = createSocketServer((socket) => {
    met += 1;
    const number = met;
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(answerOf(`asked ${number}`));
      setTimeout(() => socket.write(answerOf('unasked')), 20);
    });
  });
  await new Promise<void>((resolve) => talker.listen(0, '127.0.0.1', resolve));
  const asking = clientOf({ port: (talker.address() as AddressInfo).port });
  for (const number of [1, 2, 3]) {
    const { body } = await asking.send({ method: 'GET', path: '/' });
    expect(body).toEqual({ code: `asked ${number}` });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  await asking.close();
  talker.close();
});
