import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '../logger.ts';
import { createMetrics } from '../metrics.ts';
import { createHttpApp, listen, parseParams } from './index.ts';

let healthy = true;
let slowRequests = 0;
let answerSlow: () => void = () => undefined;
const app = createHttpApp({
  logger: createLogger('test', 'silent'),
  metrics: createMetrics('test'),
  checkHealth: async () => {
    if (!healthy) throw new Error('no database');
  },
  routes: (router) => {
    router.get('/things/:id', (req, res) => res.json(parseParams(z.object({ id: z.uuid() }), req)));
    router.get('/slow', async (_req, res) => {
      await new Promise<void>((resolve) => {
        answerSlow = resolve;
        slowRequests += 1;
      });
      res.json({ done: true });
    });
  },
});
const server = await listen(app, '127.0.0.1', 0);
const { port } = new URL(server.url);
afterAll(() => server.stop());

async function send(path: string) {
  const response = await fetch(server.url + path);
  return { status: response.status, body: JSON.parse(await response.text()) as Record<string, unknown> };
}

describe('health and metrics', () => {
  it('say whether it can serve', async () => {
    expect(await send('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    healthy = false;
    expect(await send('/healthz')).toMatchObject({ status: 503, body: { status: 'unavailable' } });
    healthy = true;
  });

  it('count requests by the route and not by the path, so that ids make no new series', async () => {
    await send('/things/00000000-0000-8000-8000-000000000001');
    await send('/no/such/route');
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="\/things\/:id",status="200"/);
    expect(text).toMatch(/http_request_duration_seconds_count\{[^}]*route="none",status="404"/);
    expect(text).not.toContain('/no/such/route');
    expect(text).toContain('process_cpu_seconds_total');
  });
});

describe('a server that stops', () => {
  it('takes no more, lets a request under way finish, and does not wait for connections that are kept open', async () => {
    const stopping = await listen(app, '127.0.0.1', 0);
    const slow = fetch(`${stopping.url}/slow`);
    await expect.poll(() => slowRequests).toBe(1);
    await fetch(`${stopping.url}/healthz`).then((res) => res.text());
    let stopped = false;
    const stop = stopping.stop().then(() => {
      stopped = true;
    });
    await expect
      .poll(() =>
        fetch(`${stopping.url}/healthz`).then(
          () => 'served',
          () => 'refused',
        ),
      )
      .toBe('refused');
    expect(stopped).toBe(false);
    const start = performance.now();
    answerSlow();
    expect(await (await slow).json()).toEqual({ done: true });
    await stop;
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('tells when its port is taken', async () => {
    await expect(listen(app, '127.0.0.1', Number(port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
