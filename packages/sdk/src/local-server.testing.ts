import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock.ts';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LocalServer {
  readonly url: string;
  readonly heard: Heard[];
  stop(): Promise<void>;
}

/** Answers the requests that come, one by one. */
export type Script = (request: Heard, response: ServerResponse, nth: number) => void;

export async function startLocalServer(script: Script): Promise<LocalServer> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
      heard.push(one);
      script(one, response, heard.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop };
}

export function answer(response: ServerResponse, status: number, body: object, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1', ...headers });
  response.end(JSON.stringify(body));
}

export const problem = (status: number, code: string, retryable: boolean) => ({
  status,
  code,
  detail: `It is ${code}.`,
  retryable,
  request_id: 'req_2',
});

/** A clock whose pauses are over at once, and are written down. */
export function impatientClock(): Clock & { readonly pauses: number[] } {
  let nowMs = Date.UTC(2026, 10, 20);
  const pauses: number[] = [];
  return {
    pauses,
    nowMs: () => nowMs,
    random: () => 0,
    sleep: async (ms) => {
      pauses.push(ms);
      nowMs += ms;
    },
  };
}
