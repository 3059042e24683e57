import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJsonClient, type JsonClient } from './index.ts';

let server: Server;
let client: JsonClient;
beforeAll(async () => {
  server = createServer((req, res) => {
    res.statusCode = Number(req.url?.slice(1));
    res.end(res.statusCode === 408 ? '' : '{"code":"said"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = createJsonClient({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    peer: 'peer',
    token: 'a-token',
  });
});
afterAll(async () => {
  await client.close();
  server.close();
});

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
