import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { runClosedLoop } from './closed-loop.ts';
import { runOpenLoop } from './open-loop.ts';
import type { PlannedRequest } from './traffic.ts';

/** Echoes the body; turns each key away as often as its path says, and breaks the connection on /break. */
const seen = new Map<string, number>();
let most = 0;
let now = 0;
const server = createServer((req, res) => {
  now += 1;
  most = Math.max(most, now);
  const key = String(req.headers['idempotency-key']);
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  let body = '';
  req.on('data', (part: Buffer) => {
    body += part.toString();
  });
  req.on('end', () => {
    now -= 1;
    if (req.url === '/break' && before === 0) return req.socket.destroy();
    const [, times = 0, when] = /^\/shed\/(\d+)(\/later)?$/.exec(req.url ?? '') ?? [];
    if (before < Number(times)) {
      const retryAfter = when === undefined ? '0' : '3600';
      res.writeHead(503, { 'content-length': 0, ...(before === 0 ? { 'retry-after': retryAfter } : {}) });
      return res.end();
    }
    res.writeHead(201, { 'content-length': Buffer.byteLength(body) });
    return res.end(body);
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
afterAll(() => {
  server.close();
});

let keys = 0;
function plan(count: number, path = '/'): PlannedRequest[] {
  return Array.from({ length: count }, () => {
    keys += 1;
    return { path, token: 't', key: `k${keys}`, body: `{"n":${keys}}` };
  });
}
const all = (value: number, count: number) => Array.from({ length: count }, () => value);

describe('a closed loop', () => {
  it('sends every request once, over so many connections, and hands bodies out in the order of requests', async () => {
    most = 0;
    const requests = plan(200);
    const sent = await runClosedLoop({
      kind: 'closed',
      ports: [port],
      connections: 4,
      requests,
      keepBodies: true,
    });
    expect(sent.statuses).toEqual(all(201, 200));
    expect(sent.bodies).toEqual(requests.map(({ body }) => body));
    expect(requests.map(({ key }) => seen.get(key))).toEqual(all(1, 200));
    expect(most).toBeLessThanOrEqual(4);
  });

  it('counts who was turned away, and who was not told when to come back', async () => {
    const requests = plan(5, '/shed/2');
    const common = { kind: 'closed', ports: [port], connections: 2, requests } as const;
    const again = await runClosedLoop({ ...common, whenShed: 'again at once' });
    expect(again).toMatchObject({ statuses: all(201, 5), shed: 10, shedWithoutRetryAfter: 5 });
    const others = plan(5, '/shed/2');
    const gone = await runClosedLoop({ ...common, requests: others });
    expect(gone).toMatchObject({ statuses: all(503, 5), shed: 5, shedWithoutRetryAfter: 0 });
  });

  it('comes back when it was told to', async () => {
    const requests = plan(3, '/shed/1');
    const sent = await runClosedLoop({
      kind: 'closed',
      ports: [port],
      connections: 3,
      requests,
      whenShed: 'again when told',
    });
    expect(sent).toMatchObject({ statuses: all(201, 3), shed: 3 });
  });

  it('does not come back for something else when it was told to come back after the end', async () => {
    const sent = await runClosedLoop({
      kind: 'closed',
      ports: [port],
      connections: 1,
      requests: plan(2, '/shed/1/later'),
      whenShed: 'again when told',
      seconds: 60,
    });
    expect(sent.statuses).toEqual([503, -1]);
  });

  it('says 0 of a request whose connection broke, and goes on with another', async () => {
    const requests = [...plan(1, '/break'), ...plan(3)];
    const sent = await runClosedLoop({ kind: 'closed', ports: [port], connections: 1, requests });
    expect(sent.statuses).toEqual([0, 201, 201, 201]);
  });

  it('begins nothing when its time is over', async () => {
    const sent = await runClosedLoop({
      kind: 'closed',
      ports: [port],
      connections: 1,
      requests: plan(3),
      seconds: 0,
    });
    expect(sent.statuses).toEqual(all(-1, 3));
  });
});

describe('an open loop', () => {
  it('counts latency from when a request was due, with the wait for a free connection', async () => {
    const requests = plan(50);
    const dueMs = all(0, 50);
    const sent = await runOpenLoop({ kind: 'open', ports: [port], connections: 1, requests, dueMs });
    expect(sent.statuses).toEqual(all(201, 50));
    // All were due at once and had one connection: each waited longer than the one before it.
    expect(sent.latenciesMs).toEqual([...sent.latenciesMs].sort((a, b) => a - b));
  });

  it('begins nothing before it is due', async () => {
    const sent = await runOpenLoop({
      kind: 'open',
      ports: [port],
      connections: 4,
      requests: plan(3),
      dueMs: [0, 20, 40],
    });
    expect(sent.seconds).toBeGreaterThanOrEqual(0.04);
    expect(Math.min(...sent.latenciesMs)).toBeGreaterThanOrEqual(0);
  });

  it('of nothing is over at once', async () => {
    const sent = await runOpenLoop({ kind: 'open', ports: [port], connections: 1, requests: [], dueMs: [] });
    expect(sent.statuses).toEqual([]);
  });
});
