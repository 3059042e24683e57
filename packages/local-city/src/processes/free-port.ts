import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
/** How many ports are tried. */
const MAX_PORTS_TRIED = 20;
/** Below what Linux gives to outgoing connections (from 32,768), and above what cities of this machine use. */
const FIRST_PORT = 15_000;
const LAST_PORT = 32_000;

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

/**
 * Any port that is free at this moment, of those that no system gives to outgoing connections: one of these would take
 * a port again before its server listens. Another server may still be faster.
 */
export async function anyFreePort(): Promise<number> {
  for (let tried = 0; tried < MAX_PORTS_TRIED; tried += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT + 1);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`${MAX_PORTS_TRIED} ports between ${FIRST_PORT} and ${LAST_PORT} are all taken`);
}
