import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { atTheEnd } from '@tamsui/testing';
import type { Received } from './verify-webhook.testing.ts';

/** How a receiver answers one message. */
export type Answering = (res: ServerResponse, req: IncomingMessage) => void;

/** A merchant's server. */
export interface Receiver {
  readonly url: string;
  /** Every message that came, oldest first. */
  readonly received: readonly Received[];
  /** Messages that were under way at the same time, at most. */
  readonly mostAtOnce: () => number;
  answerWith(answering: Answering): void;
}

export const ok: Answering = (res) => res.end('thanks');
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answering =>
  (res) => {
    res.writeHead(code, headers).end('no');
  };

/** Starts one on a free port; it stops after the file. */
export async function startReceiver(answering: Answering = ok): Promise<Receiver> {
  const received: Received[] = [];
  let [answer, atOnce, most] = [answering, 0, 0];
  const server: Server = createServer((req, res) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    res.on('close', () => {
      atOnce -= 1;
    });
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const headers = req.headers as Readonly<Record<string, string | undefined>>;
      received.push({ headers, body: Buffer.concat(chunks).toString('utf8') });
      answer(res, req);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
  return {
    url,
    received,
    mostAtOnce: () => most,
    answerWith: (next) => {
      answer = next;
    },
  };
}
