import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
/** How many ports after the wanted one are tried. */
const MAX_PORTS_TRIED = 20;

/** True when nobody listens on the port of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, LOOPBACK, () => probe.close(() => resolve(true)));
  });
}

/** The wanted port, or the next one that is free. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + MAX_PORTS_TRIED; port += 1) {
    if (await isPortFree(port)) return port;
  }
  throw new Error(`ports ${wanted} to ${wanted + MAX_PORTS_TRIED - 1} are all taken`);
}

/** Any port that is free at this moment. Somebody else may take it before you do: be ready to ask again. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, LOOPBACK, () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port was given'));
        else resolve(address.port);
      });
    });
  });
}
