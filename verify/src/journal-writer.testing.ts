import pg from 'pg';
import { bytesOfEntry, hashOfContent, hashOfGenesis } from './canonical/canonical-bytes.ts';
import type { Detail, Posting, StoredEntry } from './journal/batch.ts';

/** What a crafted entry says; the rest is filled in. */
export interface Crafted {
  readonly purpose?: string;
  readonly businessDate?: string;
  readonly once?: string;
  readonly refunds?: string;
  readonly hold?: string;
  readonly detail?: Detail;
  /** Debit, credit, amount: versions and balances follow by themselves. */
  readonly moves?: readonly (readonly [debit: number, credit: number, amount: number])[];
}

const SCHEMA = 'book_main';
const DATE = '2026-11-23';

export const idOf = (n: number): string => `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
export const accountId = (number: number): string => idOf(900_000 + number);

/** Opens account `number`; a liability with a floor of zero unless said otherwise. */
export function opening(number: number, more: Detail = {}): Crafted {
  const detail = {
    number: String(number),
    account: accountId(number),
    kind: 'liability',
    currency: 'TWD',
    ...more,
  };
  return { purpose: 'account_opened', detail };
}

/**
 * Writes a journal whose hashes, versions and balances are right whatever its entries do: what is found in it then is
 * found by the rules alone. Each inner list is a batch; entry ids are `idOf(1)`, `idOf(2)` … in their order.
 */
export async function writeJournal(url: string, batches: readonly (readonly Crafted[])[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const book = {
      next: 1,
      previousHash: hashOfGenesis(SCHEMA),
      accounts: new Map<number, { version: bigint; balance: bigint }>(),
    };
    for (const [i, crafted] of batches.entries()) {
      const entries = crafted.map((one, index) => entryOf(book, one, index));
      await insertBatch(client, BigInt(i) + 1n, entries, book);
    }
  } finally {
    await client.end();
  }
}

interface CraftedBook {
  next: number;
  previousHash: Buffer;
  readonly accounts: Map<number, { version: bigint; balance: bigint }>;
}

function entryOf(book: CraftedBook, crafted: Crafted, index: number): StoredEntry {
  const {
    purpose = 'payment',
    businessDate = DATE,
    once = null,
    refunds = null,
    hold = null,
    detail = null,
  } = crafted;
  const id = idOf(book.next++);
  const postings = (crafted.moves ?? []).map((move, leg) => postingOf(book, move, leg));
  const fingerprint = id.replaceAll('-', '');
  return {
    index,
    id,
    fingerprint,
    purpose,
    refusal: null,
    businessDate,
    once,
    refunds,
    hold,
    reference: {},
    detail,
    postings,
  };
}

function postingOf(
  book: CraftedBook,
  [debit, credit, amount]: readonly [number, number, number],
  leg: number,
): Posting {
  const move = (number: number, change: bigint) => {
    const before = book.accounts.get(number) ?? { version: 0n, balance: 0n };
    const after = { version: before.version + 1n, balance: before.balance + change };
    book.accounts.set(number, after);
    return after;
  };
  const from = move(debit, -BigInt(amount));
  const to = move(credit, BigInt(amount));
  return {
    leg,
    debit: BigInt(debit),
    credit: BigInt(credit),
    amountMinor: BigInt(amount),
    debitVersion: from.version,
    debitBalanceMinor: from.balance,
    creditVersion: to.version,
    creditBalanceMinor: to.balance,
  };
}

async function insertBatch(
  client: pg.Client,
  number: bigint,
  entries: readonly StoredEntry[],
  book: CraftedBook,
): Promise<void> {
  const postingCount = entries.reduce((sum, { postings }) => sum + postings.length, 0);
  const atMs = 1_795_000_000_000n + number;
  const batch = { number, epoch: 1, atMs, entryCount: entries.length, postingCount, entries, strayRows: [] };
  const hash = hashOfContent(
    { ...batch, previousHash: book.previousHash, hash: Buffer.alloc(0) },
    entries.map(bytesOfEntry),
  );
  await client.query(
    `insert into ${SCHEMA}.batches values ($1, 1, $2, $3, to_timestamp($4::numeric / 1000), $5, $6)`,
    [String(number), entries.length, postingCount, String(atMs), book.previousHash, hash],
  );
  for (const entry of entries) await insertEntry(client, number, entry);
  book.previousHash = hash;
}

async function insertEntry(client: pg.Client, batch: bigint, entry: StoredEntry): Promise<void> {
  const { index, businessDate, id, fingerprint, once, refunds, hold, purpose, detail } = entry;
  await client.query(
    `insert into ${SCHEMA}.entries (batch, index, business_date, id, fingerprint, once, refunds, hold, purpose,
      refusal, reference, detail) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, '{}', $10)`,
    [String(batch), index, businessDate, id, fingerprint, once, refunds, hold, purpose, detail],
  );
  if (purpose === 'account_opened') {
    await client.query(
      `insert into ${SCHEMA}.accounts (number, id, kind, currency, floor, as_of_batch)
      values ($1, $2, $3, $4, $5, $6)`,
      [
        detail?.number,
        detail?.account,
        detail?.kind,
        detail?.currency,
        detail?.floor_minor ?? null,
        String(batch - 1n),
      ],
    );
  }
  for (const posting of entry.postings) {
    const {
      leg,
      debit,
      credit,
      amountMinor,
      debitVersion,
      debitBalanceMinor,
      creditVersion,
      creditBalanceMinor,
    } = posting;
    const numbers = [
      debit,
      credit,
      amountMinor,
      debitVersion,
      debitBalanceMinor,
      creditVersion,
      creditBalanceMinor,
    ];
    await client.query(`insert into ${SCHEMA}.postings values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
      String(batch),
      index,
      leg,
      ...numbers.map(String),
    ]);
  }
}
