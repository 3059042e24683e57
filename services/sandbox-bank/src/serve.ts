import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { composeBank } from './compose.ts';
import type { Config } from './config.ts';

/** How long requests and deliveries under way may take to finish when the process is told to stop. */
const GRACE_MS = 5_000;

export interface RunningBank {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the bank: listens, then works. Resolves once it takes requests. */
export async function serveBank(config: Config, clock: Clock, log: Logger): Promise<RunningBank> {
  const bank = composeBank(config, clock, log);
  const server = createServer(bank.app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
  bank.start();
  const address: AddressInfo | string | null = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;

  const stopServer = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const done = new AbortController();
    void closed.then(() => done.abort());
    await clock.sleep(GRACE_MS, done.signal);
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://${config.host}:${port}`,
    async stop() {
      await Promise.all([stopServer(), bank.stopWorkers(GRACE_MS)]);
      await bank.close();
    },
  };
}
