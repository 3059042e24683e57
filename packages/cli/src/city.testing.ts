import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Seeded, seedOnce } from '@tamsui/local-city/seed';
import { bearer, createClient, type TamsuiClient } from '@tamsui/sdk';
import { createTestDatabase, findRedis, type RunningServices, startServices } from '@tamsui/testing';

/** A city with a tea house and Mei, and what a call of the program needs to find it. */
export interface CliCity {
  readonly services: RunningServices;
  readonly seeded: Seeded;
  readonly operator: TamsuiClient;
  readonly shop: TamsuiClient;
  readonly env: Readonly<Record<string, string>>;
  /** For files that a test writes. */
  readonly folder: string;
  readonly mei: TamsuiClient;
  /** What Mei's phone shows. */
  newCode(): Promise<string>;
  stop(): Promise<void>;
}

export async function openCity(): Promise<CliCity> {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-cli-'));
  const { url: databaseUrl } = await createTestDatabase();
  const redisUrl = await findRedis();
  const services = await startServices({
    databaseUrl,
    ...(redisUrl === undefined ? {} : { redisUrl }),
    settings: { WEBHOOKS_TO_LOOPBACK: 'true' },
  });
  const { urls, secrets } = services;
  const signal = new AbortController().signal;
  const seeded = await seedOnce({ file: join(folder, 'seeded.json'), urls, secrets, signal, say: () => {} });
  const as = (token: string) =>
    createClient({ baseUrl: urls.transactions, authorization: bearer(token), deadlineMs: 20_000 });
  const mei = as(seeded.resident.token);
  return {
    services,
    seeded,
    folder,
    operator: as(secrets.operatorToken),
    shop: as(seeded.merchant.apiKey),
    mei,
    env: {
      TAMSUI_URL: urls.transactions,
      TAMSUI_API_KEY: seeded.merchant.apiKey,
      TAMSUI_TERMINAL: seeded.merchant.terminal,
      TAMSUI_CONFIG: join(folder, 'config.json'),
      LEDGER_URL: urls.ledger,
      SETTLEMENT_URL: urls.settlement,
      NOTARY_URL: urls.notary,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl ?? '',
    },
    newCode: async () => (await mei.call('createPaymentCode', { body: {} })).code,
    stop: async () => {
      await services.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A message that came to a receiver. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A shop's server that answers as it is told, and can be taken away and put back at the same address. */
export async function openReceiver() {
  const received: Received[] = [];
  let answer = async (_message: Received): Promise<number> => 204;
  let server = await listenAt(0);
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  function listenAt(wanted: number): Promise<Server> {
    const opened = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const message = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      received.push(message);
      response.writeHead(await answer(message)).end();
    });
    return new Promise((resolve) => opened.listen(wanted, '127.0.0.1', () => resolve(opened)));
  }

  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answers: (how: typeof answer) => {
      answer = how;
    },
    close,
    reopen: async () => {
      server = await listenAt(port);
    },
  };
}
