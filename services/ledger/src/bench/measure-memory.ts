import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { invariant } from '@tamsui/errors';
import { createLedgerClient, type LedgerClient, type PostCommand } from '@tamsui/ledger-client';
import { pickUniform } from './account-picks.ts';
import { killProcess, type LedgerPlace, startProcess } from './ledger-process.ts';
import { patientDatabase } from './open-book.ts';
import { pay } from './payment-commands.ts';
import { createSeededRandom } from './seeded-random.ts';

/** What the ledger's process holds when it has met more accounts than it keeps. */
export interface MemoryFigures {
  readonly accountsOnDisk: number;
  /** Payments between accounts that are picked at random, each as likely as every other. */
  readonly payments: number;
  readonly perSecond: number;
  /** Resident memory of the ledger's process after each tenth of the payments, in MiB; null where none is shown. */
  readonly rssMib: readonly (number | null)[];
}

interface MemoryOptions extends LedgerPlace {
  readonly accounts: number;
  readonly say: (text: string) => void;
}

const PAYMENTS = 1_000_000;
const GROUP = 1_000;
const CALLERS = 3;
const TENTHS = 10;
const READY_WITHIN_MS = 60_000;

/** Pays between accounts all over a book that is far larger than what its process keeps in memory. */
export async function measureMemory(options: MemoryOptions): Promise<MemoryFigures> {
  const { accounts, say } = options;
  const token = randomBytes(16).toString('hex');
  await openAccountsOnDisk(options);
  say(`${accounts} accounts are on disk`);
  const child = startProcess(options, token);
  const client = createLedgerClient({
    baseUrl: `http://127.0.0.1:${options.port}`,
    token,
    book: options.name,
  });
  try {
    const next = paymentsBetween(accounts);
    await untilReady(client, next);
    const rssMib: (number | null)[] = [];
    const start = performance.now();
    for (let tenth = 0; tenth < TENTHS; tenth += 1) {
      await postMany(client, next, PAYMENTS / TENTHS);
      rssMib.push(await residentMib(child.pid));
      say(`memory after ${(tenth + 1) * (PAYMENTS / TENTHS)} payments: ${rssMib.at(-1)} MiB`);
    }
    const perSecond = Math.round((PAYMENTS * 1_000) / (performance.now() - start));
    return { accountsOnDisk: accounts, payments: PAYMENTS, perSecond, rssMib };
  } finally {
    await client.close();
    await killProcess(child);
  }
}

/** The id of the account with this number, without a list of them all. */
const accountId = (place: number): string =>
  `00000000-0000-8000-8000-${place.toString(16).padStart(12, '0')}`;

/** Written straight into the table, as accounts that never moved. They may go below zero, so nobody needs to fund them. */
async function openAccountsOnDisk({ databaseUrl, name, accounts }: MemoryOptions): Promise<void> {
  const database = patientDatabase(databaseUrl);
  try {
    await database.raw(
      `insert into book_${name}.accounts (number, id, kind, currency, floor, as_of_batch)
      select n + 1, ('00000000-0000-8000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'liability', 'TWD', null, 0
      from generate_series(0, ?::int - 1) n`,
      [accounts],
    );
    await database.raw(`analyze book_${name}.accounts`);
  } finally {
    await database.destroy();
  }
}

function paymentsBetween(accounts: number): () => PostCommand {
  const random = createSeededRandom(6);
  const pick = pickUniform(accounts, random);
  return () => {
    const [payer, payee] = pick();
    return pay({ wallets: [accountId(payer), accountId(payee)], pick: () => [0, 1], random });
  };
}

async function untilReady(client: LedgerClient, next: () => PostCommand): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  const command = next();
  while ((await client.submit(command).catch(() => undefined))?.status !== 'posted')
    invariant(performance.now() < deadline, 'the ledger answers in time');
}

async function postMany(client: LedgerClient, next: () => PostCommand, payments: number): Promise<void> {
  let left = payments;
  const call = async (): Promise<void> => {
    while (left > 0) {
      left -= GROUP;
      const outcomes = await Promise.all(Array.from({ length: GROUP }, () => client.submit(next())));
      invariant(
        outcomes.every(({ status }) => status === 'posted'),
        'every payment of the bench is posted',
      );
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
}

/** `VmRSS` of /proc/[pid]/status (proc_pid_status(5)); other systems have no /proc. */
async function residentMib(pid: number | undefined): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? null : Math.round(Number(kib) / 1_024);
}
