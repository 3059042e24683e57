import type { LookupAddress } from 'node:dns';
import { fixedClock } from '@tamsui/testing';
import { afterAll, describe, expect, it, test } from 'vitest';
import type { Resolve } from './guarded-connector.ts';
import { isPublicAddress } from './public-address.ts';
import { startReceiver, status } from './receiver.testing.ts';
import { createSender, type SenderOptions } from './send-message.ts';
import { newSigningKey } from './signing-key.ts';

const clock = fixedClock(new Date());
const keys = [newSigningKey('hmac')];
const never = new AbortController().signal;
/** A resolver that finds these, or what they are at that moment. */
const finding =
  (find: () => readonly LookupAddress[]): Resolve =>
  (_hostname, resolved) =>
    setImmediate(() => resolved(null, find()));
const at = (...addresses: string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

function senderWith(more: Partial<SenderOptions>) {
  const sender = createSender({ clock, resolve: finding(() => at('127.0.0.1')), toLoopback: false, ...more });
  afterAll(() => sender.close());
  return (url: string) => sender.send({ url, id: 'evt_1', body: '{}', keys }, never);
}

const receiver = await startReceiver();
const { port } = new URL(receiver.url);

describe('no socket is opened', () => {
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fd00::1',
  ])('to a name that stands for %s', async (address) => {
    const send = senderWith({ resolve: finding(() => at(address)) });
    expect(await send(`http://shop.example.com:${port}/`)).toMatchObject({
      error: 'address_refused',
      status: null,
    });
  });

  test.each([
    `http://127.0.0.1:${port}/`,
    `http://127.1:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f000001:${port}/`,
    `http://017700000001:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:7f00:1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://[64:ff9b::127.0.0.1]:${port}/`,
    `http://0:${port}/`,
  ])('to %s, which never meets a resolver', async (url) => {
    expect(await senderWith({})(url)).toMatchObject({ error: 'address_refused' });
  });

  it('to a name that stands for a public address and for one of ours', async () => {
    const send = senderWith({ resolve: finding(() => at('93.184.215.14', '127.0.0.1')) });
    expect(await send(`http://shop.example.com:${port}/`)).toMatchObject({ error: 'address_refused' });
  });

  it('to a name that was public when it was asked for, and stands for this machine when it is used', async () => {
    const answers = [at('93.184.215.14'), at('127.0.0.1')];
    const next = () => answers.shift() ?? at('127.0.0.1');
    // What was looked up when the endpoint was made.
    expect(next().map(({ address }) => isPublicAddress(address))).toEqual([true]);
    const send = senderWith({ resolve: finding(next) });
    expect(await send(`http://rebind.example.com:${port}/`)).toMatchObject({ error: 'address_refused' });
    expect(await send(`http://rebind.example.com:${port}/`)).toMatchObject({ error: 'address_refused' });
  });

  it('to a network of ours from a sandbox', async () => {
    const send = senderWith({ resolve: finding(() => at('10.0.0.1')), toLoopback: true });
    expect(await send('http://shop.example.com/')).toMatchObject({ error: 'address_refused' });
  });

  it('and none of these has reached the receiver', () => {
    expect(receiver.received).toEqual([]);
  });
});

describe('a sender', () => {
  const send = senderWith({ toLoopback: true, totalTimeoutMs: 700, connectTimeoutMs: 500 });

  it('asks the resolver once for each connection, and goes to the address that was checked', async () => {
    let asked = 0;
    const counting = senderWith({
      toLoopback: true,
      resolve: finding(() => {
        asked += 1;
        return at('127.0.0.1');
      }),
    });
    expect(await counting(`http://shop.example.com:${port}/`)).toMatchObject({ error: null, status: 200 });
    expect(asked).toBe(1);
  });

  it('says that a name is unknown', async () => {
    const failing = senderWith({
      resolve: (_hostname, resolved) =>
        setImmediate(() => resolved(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])),
    });
    expect(await failing('https://gone.example.com/')).toMatchObject({ error: 'name_not_found' });
  });

  it('says that nobody listens', async () => {
    expect(await send('http://127.0.0.1:1/')).toMatchObject({ error: 'connection_refused', status: null });
  });

  it('follows no redirect, wherever it points', async () => {
    const target = await startReceiver();
    const redirecting = await startReceiver(status(307, { location: target.url }));
    expect(await send(redirecting.url)).toMatchObject({ error: 'redirect_refused', status: 307 });
    expect(target.received).toEqual([]);
  });

  it('gives up one that never answers', async () => {
    const silent = await startReceiver(() => undefined);
    const result = await send(silent.url);
    expect(result).toMatchObject({ error: 'timeout', status: null });
    // Its own limit, and not the fifteen seconds of one that was given none.
    expect(result.durationMs).toBeGreaterThan(650);
    expect(result.durationMs).toBeLessThan(10_000);
  });

  it('gives up one that hangs up', async () => {
    const rude = await startReceiver((res) => res.destroy());
    expect(await send(rude.url)).toMatchObject({ error: 'connection_lost', status: null });
  });

  it('reads no more than the beginning of a body without an end, and takes its status', async () => {
    let written = 0;
    const huge = await startReceiver((res) => {
      const chunk = 'too much '.repeat(7_000);
      const more = (): void => {
        while (!res.destroyed && written < 500_000_000) {
          written += chunk.length;
          if (!res.write(chunk)) {
            res.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    const result = await send(huge.url);
    expect(result).toMatchObject({ error: null, status: 200 });
    expect(result.responseStart).toHaveLength(500);
    expect(written).toBeLessThan(50_000_000);
  });

  it('refuses an answer with headers without an end', async () => {
    const wordy = await startReceiver(status(200, { 'x-long': 'x'.repeat(12_000) }));
    expect(await send(wordy.url)).toMatchObject({ error: 'answer_malformed', status: null });
  });

  it('notes what a receiver asks for, and hides the secrets that it echoes', async () => {
    const busy = await startReceiver((res) => {
      res.writeHead(429, { 'retry-after': '90' }).end('whsec_c2VjcmV0c2VjcmV0 is your secret');
    });
    expect(await send(busy.url)).toMatchObject({
      error: 'status_not_ok',
      status: 429,
      retryAfterMs: 90_000,
      responseStart: '[hidden] is your secret',
    });
  });

  it('says that it was interrupted when the process stops', async () => {
    const silent = await startReceiver(() => undefined);
    const sender = createSender({ clock, resolve: finding(() => at('127.0.0.1')), toLoopback: true });
    const stopping = new AbortController();
    const sent = sender.send({ url: silent.url, id: 'evt_1', body: '{}', keys }, stopping.signal);
    await expect.poll(() => silent.received.length).toBe(1);
    stopping.abort();
    expect(await sent).toMatchObject({ error: 'interrupted' });
    await sender.close();
  });
});
