import { randomBytes } from 'node:crypto';
import { commandId, fingerprintOf, newUuid, type Uuid } from '@tamsui/ids';
import {
  type Command,
  createLedgerClient,
  type LedgerClient,
  type Leg,
  type Outcome,
  type PostCommand,
} from '@tamsui/ledger-client';
import pg from 'pg';
import { compose } from '../compose.ts';

export const TOKEN = 'a-token-for-tests-only';

export interface RunningLedger {
  readonly url: string;
  readonly client: LedgerClient;
  stop(): Promise<void>;
}

/** A ledger as its process would be, on a free port; `client` is of book `main`. */
export async function startLedger(databaseUrl: string, books = ['main']): Promise<RunningLedger> {
  const { url, parts } = await compose({
    HOST: '127.0.0.1',
    PORT: 0,
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: 5,
    LOG_LEVEL: 'silent',
    CITY_TIME_ZONE: 'Asia/Taipei',
    LEDGER_API_TOKEN: TOKEN,
    LEDGER_BOOKS: books,
    LEDGER_ACCOUNTS_IN_MEMORY: 260_000,
  });
  const client = createLedgerClient({ baseUrl: url, token: TOKEN });
  let stopped: Promise<void> | undefined;
  const stopOnce = async (): Promise<void> => {
    for (const part of parts) await part.stop();
    await client.close();
  };
  return {
    url,
    client,
    stop: () => {
      stopped ??= stopOnce();
      return stopped;
    },
  };
}

/** Polls until `read` gives something. @throws Error when it gave nothing for `withinMs` */
export async function eventually<Value>(
  read: () => Promise<Value | undefined>,
  withinMs = 10_000,
): Promise<Value> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`nothing within ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Submits as callers do: the same command again for as long as the answer is a fault that allows it. */
export function submitUntilKnown(ledger: LedgerClient, command: Command): Promise<Outcome> {
  return eventually(async () => {
    try {
      return await ledger.submit(command);
    } catch (error) {
      if (error instanceof Error && 'retryable' in error && error.retryable === true) return undefined;
      throw error;
    }
  }, 20_000);
}

export interface City {
  readonly bank: Uuid;
  readonly wallet: Uuid;
  readonly shop: Uuid;
}

/** A bank, a wallet with a floor of zero and money in it, and a shop: their ids are new each time. */
export async function openCity(ledger: LedgerClient, walletMinor = 100_000n): Promise<City> {
  const city = { bank: newUuid(), wallet: newUuid(), shop: newUuid() };
  const open = (account: Uuid, accountKind: 'asset' | 'liability', floorMinor: bigint | null) =>
    submitUntilKnown(ledger, {
      kind: 'open_account',
      ...identityOf(),
      account,
      accountKind,
      currency: 'TWD',
      floorMinor,
      reference: {},
    });
  await open(city.bank, 'asset', null);
  await open(city.wallet, 'liability', 0n);
  await open(city.shop, 'liability', null);
  await submitUntilKnown(ledger, post([legOf(city.bank, city.wallet, walletMinor)], { purpose: 'top_up' }));
  return city;
}

export function legOf(debit: Uuid, credit: Uuid, amountMinor: bigint): Leg {
  return { debit, credit, amountMinor };
}

/** A post with an id of its own. */
export function post(legs: readonly Leg[], more: Partial<PostCommand> = {}): PostCommand {
  return { kind: 'post', ...identityOf(), purpose: 'payment', currency: 'TWD', legs, reference: {}, ...more };
}

export function payment(
  { wallet, shop }: City,
  amountMinor: bigint,
  more: Partial<PostCommand> = {},
): PostCommand {
  return post([legOf(wallet, shop, amountMinor)], more);
}

/** An id and a fingerprint that nobody else has. */
export function identityOf(): { id: Uuid; fingerprint: string } {
  const key = randomBytes(16).toString('hex');
  return { id: commandId(['test'], key), fingerprint: fingerprintOf({ key }) };
}

/** A connection beside the ledger's, to look at rows and to break things; or a pipeline, as the ledger writes with. */
export async function connect(databaseUrl: string, { pipeline = false } = {}): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, pipeline });
  await client.connect();
  return client;
}

/** Ends the connection that holds the lead, as a crash of its host would. */
export async function killLeader(client: pg.Client): Promise<void> {
  await client.query(
    `select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks l on l.pid = a.pid
    where a.datname = current_database() and a.application_name = 'tamsui-writer-book_main'
      and l.locktype = 'advisory' and l.granted`,
  );
}
