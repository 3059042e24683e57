import type { Database, Trx } from '@tamsui/platform/database';
import type { Head } from './head.ts';

export interface HeadStore {
  last(): Promise<Head | undefined>;
  at(batch: bigint): Promise<Head | undefined>;
  /** Oldest first, behind a batch. */
  after(batch: bigint, limit: number): Promise<Head[]>;
  /** Newest first, before a batch when one is given. */
  before(batch: bigint | undefined, limit: number): Promise<Head[]>;
  insert(trx: Trx, head: Head): Promise<void>;
}

const COLUMNS = `book, batch, batch_hash as "batchHash", batch_at as "batchAt", root, signed_at as "signedAt",
  previous_head as "previousHead", hash, signature`;

export function createHeadStore(database: Database, book: string): HeadStore {
  const before: HeadStore['before'] = (batch, limit) => selectBefore(database, book, { batch, limit });
  return {
    before,
    last: async () => (await before(undefined, 1))[0],
    at: (batch) => selectAt(database, book, batch),
    after: (batch, limit) => selectAfter(database, book, { batch, limit }),
    insert: insertHead,
  };
}

async function selectBefore(
  database: Database,
  book: string,
  { batch, limit }: { readonly batch: bigint | undefined; readonly limit: number },
): Promise<Head[]> {
  const { rows } = await database.raw<{ rows: Head[] }>(
    `select ${COLUMNS} from notary.heads
    where book = ? and (?::bigint is null or batch < ?::bigint) order by batch desc limit ?`,
    [book, batch?.toString() ?? null, batch?.toString() ?? null, limit],
  );
  return rows;
}

async function selectAt(database: Database, book: string, batch: bigint): Promise<Head | undefined> {
  const { rows } = await database.raw<{ rows: Head[] }>(
    `select ${COLUMNS} from notary.heads where book = ? and batch = ?`,
    [book, String(batch)],
  );
  return rows[0];
}

async function selectAfter(
  database: Database,
  book: string,
  { batch, limit }: { readonly batch: bigint; readonly limit: number },
): Promise<Head[]> {
  const { rows } = await database.raw<{ rows: Head[] }>(
    `select ${COLUMNS} from notary.heads where book = ? and batch > ? order by batch limit ?`,
    [book, String(batch), limit],
  );
  return rows;
}

async function insertHead(trx: Trx, head: Head): Promise<void> {
  await trx.raw(
    `insert into notary.heads (book, batch, batch_hash, batch_at, root, signed_at, previous_head, hash, signature)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      head.book,
      String(head.batch),
      head.batchHash,
      head.batchAt,
      head.root,
      head.signedAt,
      head.previousHead,
      head.hash,
      head.signature,
    ],
  );
}
