import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { compose } from './compose.ts';
import type { HeadWire } from './heads/head-wire.ts';

export const TOKEN = 'a-notary-token-for-tests';

export interface TestNotary {
  readonly url: string;
  get(
    path: string,
    token?: string,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  stop(): Promise<void>;
}

export interface NotaryFiles {
  readonly keyFile: string;
  readonly headsFile: string;
  remove(): void;
}

export function notaryFiles(): NotaryFiles {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-notary-'));
  return {
    keyFile: join(folder, 'key.pem'),
    headsFile: join(folder, 'heads.jsonl'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The notary as its process would be, on a free port, signing every 200 ms. */
export async function startNotary(
  databaseUrl: string,
  files: NotaryFiles,
  intervalMs = 200,
): Promise<TestNotary> {
  const { url, parts } = await compose({
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: 3,
    LOG_LEVEL: 'silent',
    CITY_TIME_ZONE: 'Asia/Taipei',
    NOTARY_API_TOKEN: TOKEN,
    NOTARY_KEY_FILE: files.keyFile,
    NOTARY_HEADS_FILE: files.headsFile,
    NOTARY_BOOKS: ['main'],
    NOTARY_INTERVAL_MS: intervalMs,
  });
  return {
    url,
    get: async (path, token) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${url}${path}`, { headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    stop: async () => {
      for (const part of parts) await part.stop();
    },
  };
}

/** Waits until the newest head covers the journal's last batch. */
export async function untilSigned(notary: TestNotary, databaseUrl: string): Promise<HeadWire> {
  const [row] = await query<{ last: string }>(
    databaseUrl,
    'select max(number)::text as last from book_main.batches',
  );
  return vi.waitUntil(
    async () => {
      const { status, body } = await notary.get('/v1/heads/latest');
      return status === 200 && body.batch === row?.last ? (body as unknown as HeadWire) : undefined;
    },
    { timeout: 10_000, interval: 20 },
  );
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query<Row>(sql);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
}

/** Changes the journal as only a superuser can who first switches its triggers off. */
export async function tamper(url: string, sql: string): Promise<void> {
  await query(url, `set session_replication_role = replica; ${sql}`);
}
