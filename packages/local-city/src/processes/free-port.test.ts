import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { anyFreePort, isPortFree, nextFreePort } from './free-port.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function occupy(port: number): Promise<void> {
  const server = createServer();
  servers.push(server);
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

test('a port that somebody listens on is not free', async () => {
  const port = await anyFreePort();
  expect(await isPortFree(port)).toBe(true);
  await occupy(port);
  expect(await isPortFree(port)).toBe(false);
});

test('the next free port is taken when the wanted one is not free', async () => {
  const port = await anyFreePort();
  await occupy(port);
  expect(await nextFreePort(port)).toBeGreaterThan(port);
});
