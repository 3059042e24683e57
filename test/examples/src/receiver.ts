import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shop's server: at some addresses it is in trouble. */
export interface Receiver {
  readonly url: string;
  /** Answers 500. */
  readonly failingUrl: string;
  /** Answers 410: nobody will ever listen there again. */
  readonly goneUrl: string;
  /** Every body that came to `url`. */
  readonly messages: readonly string[];
  close(): void;
}

const STATUSES: Readonly<Record<string, number>> = { '/failing': 500, '/gone': 410 };

export async function startReceiver(): Promise<Receiver> {
  const messages: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      const status = STATUSES[request.url ?? ''] ?? 204;
      if (status === 204) messages.push(body);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/webhooks`,
    failingUrl: `${origin}/failing`,
    goneUrl: `${origin}/gone`,
    messages,
    close: () => server.close(),
  };
}
