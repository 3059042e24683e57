import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { findRedis } from '@tamsui/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../logger.ts';
import { createRedis, type Redis } from './index.ts';

const url = await findRedis();
const logger = createLogger('test', 'silent');

interface Wire {
  readonly url: string;
  /** From now on what the server answers is kept back. */
  mute(): void;
  cut(): void;
  heal(): void;
  close(): Promise<void>;
}

/** A wire to the real server that can be muted and cut. */
async function layWire(target: URL): Promise<Wire> {
  const sockets = new Set<Socket>();
  let muted = false;
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [near, far].map((end) => end.destroy()));
    }
    near.pipe(far);
    far.on('data', (answer) => {
      if (!muted) near.write(answer);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    mute: () => {
      muted = true;
    },
    heal: () => {
      muted = false;
    },
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe.skipIf(url === undefined)('a Redis client', () => {
  const clients: Redis[] = [];
  const wires: Wire[] = [];
  const key = `platform-test:${process.pid}`;
  const open = (at: string): Redis => {
    const client = createRedis(at, logger);
    clients.push(client);
    return client;
  };
  const lay = async (): Promise<Wire> => {
    const wire = await layWire(new URL(url ?? ''));
    wires.push(wire);
    return wire;
  };
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    for (const wire of wires.splice(0)) await wire.close();
  });

  it('gives up an answer after 200 ms', async () => {
    const wire = await lay();
    const client = open(wire.url);
    expect(client.options.commandTimeout).toBe(200);
    await once(client, 'ready');
    wire.mute();
    const start = performance.now();
    await expect(client.get(key)).rejects.toThrow('timed out');
    expect(performance.now() - start).toBeGreaterThan(150);
  });

  it('does not send a command again whose answer was lost with the connection', async () => {
    const wire = await lay();
    const [client, witness] = [open(wire.url), open(url ?? '')];
    await Promise.all([once(client, 'ready'), once(witness, 'ready')]);
    await witness.del(key);
    wire.mute();
    const lost = client.incr(key).catch((error: unknown) => error);
    await expect.poll(() => witness.get(key)).toBe('1');
    wire.heal();
    const again = once(client, 'ready');
    wire.cut();
    expect(await lost).toBeInstanceOf(Error);
    await again;
    expect(await client.get(key)).toBe('1');
    await witness.del(key);
  });

  it('fails at once while it is not connected, and does not queue', async () => {
    const wire = await lay();
    const client = open(wire.url);
    await once(client, 'ready');
    const closed = once(client, 'close');
    await wires.pop()?.close();
    await closed;
    await expect(client.get(key)).rejects.toThrow("Stream isn't writeable");
  });
});
