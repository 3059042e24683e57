import http, { type Agent, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { invariant } from '@tamsui/errors';

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}

/** An answer as it came over the wire. */
export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Sends requests to one peer and reads its answers, over connections that are kept open. */
export interface Exchange {
  /** @throws Error when no whole answer came in time, whether or not the peer has seen the request */
  send(request: Sent): Promise<Answered>;
  /** Takes no more, waits for the answers under way, and closes all connections. */
  close(): Promise<void>;
}

export interface ExchangeOptions {
  /** Without a path. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly connections: number;
}

/** Shorter than servers usually keep an idle connection (Node's five seconds), so that nobody writes into one that ends. */
const IDLE_TIMEOUT_MS = 4_000;

/**
 * With Node's own client. undici waits for a turn of the event loop before it uses a connection again, to find out whether the
 * server has sent what nobody asked for; in a busy process a turn is milliseconds. Here such a connection is given up as soon
 * as it speaks.
 */
export function createExchange({ baseUrl, timeoutMs, connections }: ExchangeOptions): Exchange {
  const url = new URL(baseUrl);
  invariant(url.pathname === '/', `the address of a peer has no path: ${url.origin}${url.pathname}`);
  const { Agent, request } = url.protocol === 'https:' ? https : http;
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: connections, timeout: IDLE_TIMEOUT_MS });
  giveUpTalkers(agent);
  const peer: RequestOptions = { ...urlToHttpOptions(url), agent };
  const underWay = new Set<Promise<unknown>>();
  let closed = false;

  function exchange({ method, path, headers, text }: Sent): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const asked = request({ ...peer, method, path, headers }, (answer) => {
        readText(answer).then((read) => resolve({ status: answer.statusCode ?? 0, text: read }), reject);
      });
      const late = setTimeout(() => asked.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
      asked.on('error', reject);
      asked.once('close', () => clearTimeout(late));
      asked.end(text);
    });
  }

  return {
    send: async (sent) => {
      if (closed) throw new Error('the client is closed');
      const answering = exchange(sent);
      underWay.add(answering);
      try {
        return await answering;
      } finally {
        underWay.delete(answering);
      }
    },
    close: async () => {
      closed = true;
      await Promise.allSettled(underWay);
      agent.destroy();
    },
  };
}

/** What a server says on a connection that rests would be read as the answer to the next question. */
function giveUpTalkers(agent: Agent): void {
  const { keepSocketAlive, reuseSocket } = agent;
  function giveUp(this: Duplex): void {
    this.destroy();
  }
  agent.keepSocketAlive = (socket) => {
    socket.on('data', giveUp);
    return keepSocketAlive.call(agent, socket);
  };
  agent.reuseSocket = (socket, asked) => {
    socket.off('data', giveUp);
    reuseSocket.call(agent, socket, asked);
  };
}

/** @throws Error when the answer breaks off */
function readText(answer: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
    answer.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    answer.on('error', reject);
  });
}
