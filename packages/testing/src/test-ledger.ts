import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '@tamsui/local-city/processes';
import { startService } from './start-service.ts';

/** A ledger as a process of its own, spoken to over HTTP alone. */
export interface TestLedger {
  /** Sends commands as they stand on the wire, without id and fingerprint, and gives back the ids of their entries. */
  send(commands: readonly Readonly<Record<string, unknown>>[]): Promise<string[]>;
  stop(): Promise<void>;
}

const TOKEN = 'a-ledger-token-for-tests-only';

/** Starts the built ledger on a database. The caller stops it. */
export async function startTestLedger(databaseUrl: string): Promise<TestLedger> {
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-ledger-'));
  const port = await anyFreePort();
  const env = { HOST: '127.0.0.1', PORT: String(port), DATABASE_URL: databaseUrl, LEDGER_API_TOKEN: TOKEN };
  const service = await startService({ name: 'ledger', port, env, logFile: join(folder, 'ledger.log') });
  return {
    send: (commands) => send(service.url, commands),
    stop: async () => {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A lead that is being taken answers 503 for some moments, and a server with too much to do 408. */
const COME_AGAIN = [408, 503];
const MAX_ATTEMPTS = 100;
const RETRY_MS = 50;

async function send(url: string, commands: readonly Readonly<Record<string, unknown>>[]): Promise<string[]> {
  const named = commands.map((command) => {
    const id = randomUUID();
    return { id, fingerprint: createHash('md5').update(id).digest('hex'), ...command };
  });
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/books/main/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ commands: named }),
    });
    if (response.ok) return named.map(({ id }) => id);
    const text = await response.text();
    if (!COME_AGAIN.includes(response.status) || attempt === MAX_ATTEMPTS)
      throw new Error(`the ledger answered ${response.status}: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}

export interface TestBook {
  readonly bank: string;
  readonly wallets: readonly string[];
  readonly shop: string;
}

/** Opens a bank, wallets with a floor of zero and so many minor units each, and a shop. */
export async function openTestBook(
  ledger: TestLedger,
  walletCount: number,
  fundsMinor = 1_000_000,
): Promise<TestBook> {
  const wallets = Array.from({ length: walletCount }, () => randomUUID());
  const book = { bank: randomUUID(), wallets, shop: randomUUID() };
  const open = (account: string, account_kind: string, floor_minor: string | null) => ({
    kind: 'open_account',
    account,
    account_kind,
    currency: 'TWD',
    floor_minor,
    reference: {},
  });
  await ledger.send([
    open(book.bank, 'asset', null),
    open(book.shop, 'liability', null),
    ...wallets.map((wallet) => open(wallet, 'liability', '0')),
  ]);
  await ledger.send(wallets.map((wallet) => testPost(book.bank, wallet, fundsMinor, { purpose: 'top_up' })));
  return book;
}

/** A post of one leg, as it stands on the wire. */
export function testPost(
  debit: string,
  credit: string,
  amountMinor: number,
  more: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const legs = [{ debit, credit, amount_minor: String(amountMinor) }];
  return { kind: 'post', purpose: 'payment', currency: 'TWD', legs, reference: { order: 'A-1' }, ...more };
}
