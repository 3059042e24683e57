import { connect, createServer, type Server, type Socket } from 'node:net';

/** How the network is lost in the middle of a request. */
export const BREAKS = ['while asking', 'before the answer', 'as soon as it has asked'] as const;
export type Break = (typeof BREAKS)[number];

/** A line to a server, of plain TCP, that can be cut at a chosen place. */
export interface BreakableLine {
  readonly url: string;
  /** Cuts the next connection: each request has one of its own. */
  breakNext(how: Break): void;
  close(): Promise<void>;
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * Listens at a port of its own and passes everything on, as a router between a phone and the city does.
 *
 * - while asking: half of the request's body gets through, so the server never has the request.
 * - before the answer: the server has taken the request and begun to answer, and nobody hears it.
 * - as soon as it has asked: the server has the whole request and may be working on it when the next one comes.
 */
export async function openLine(target: string): Promise<BreakableLine> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let next: Break | undefined;
  const server = createServer((client) => {
    const how = next;
    next = undefined;
    const upstream = connect(Number(port), hostname);
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.once('close', () => open.delete(socket));
      socket.once('error', cut);
    }
    if (how === undefined) join(client, upstream);
    else breakOff(how, client, upstream, cut);
  });
  const address = await listen(server);
  return {
    url: address,
    breakNext: (how) => {
      next = how;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function join(client: Socket, upstream: Socket): void {
  client.pipe(upstream);
  upstream.pipe(client);
}

function breakOff(how: Break, client: Socket, upstream: Socket, cut: () => void): void {
  if (how === 'before the answer') upstream.once('data', cut);
  let asked: Buffer = Buffer.alloc(0);
  let isSent = false;
  client.on('data', (chunk: Buffer) => {
    asked = Buffer.concat([asked, chunk]);
    const body = bodyOf(asked);
    if (isSent || body === undefined || body.received < body.length) return;
    isSent = true;
    const whole = body.start + body.length;
    const passed = how === 'while asking' ? body.start + Math.floor(body.length / 2) : whole;
    upstream.write(asked.subarray(0, passed), () => {
      if (how !== 'before the answer') cut();
    });
  });
}

/** Where a request's body is, once its head has come. */
function bodyOf(request: Buffer) {
  const end = request.indexOf(END_OF_HEAD);
  if (end < 0) return undefined;
  const start = end + END_OF_HEAD.length;
  const [, length] = /\r\ncontent-length: *([0-9]+)/i.exec(request.toString('latin1', 0, start)) ?? [];
  if (length === undefined) throw new Error('only requests with a length are cut');
  return { start, length: Number(length), received: request.length - start };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the line has no port'));
      else resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}
