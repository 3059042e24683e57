import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invariant } from '@tamsui/errors';
import type { Stoppable } from '../shutdown.ts';
import type { HttpApp } from './http-app.ts';

export interface HttpServer extends Stoppable {
  /** For example `http://127.0.0.1:7100`. */
  readonly url: string;
}

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than a client keeps an idle connection, so that the client closes first and no request is cut. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Requests under way get this long to finish before their connections are cut. */
const DRAIN_TIMEOUT_MS = 5_000;
const SWEEP_INTERVAL_MS = 50;

/**
 * The first stack that somebody looks at makes Node read the whole source map of the program, and nothing else happens
 * meanwhile. So it is looked at before anybody waits.
 */
function readSourceMap(): void {
  const { stack } = new Error('read the source map');
  invariant(stack !== undefined, 'an error has a stack');
}

/** Serves the application; port 0 takes a free one. @throws when the port is taken */
export async function listen(app: HttpApp, host: string, port: number): Promise<HttpServer> {
  readSourceMap();
  const server = createServer(app);
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    name: 'http server',
    url: `http://${host}:${address.port}`,
    stop: async () => {
      const cut = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
      // A connection that was busy when the door closed becomes idle later, and its client would keep it open.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_INTERVAL_MS);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}
