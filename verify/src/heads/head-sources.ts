import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { bytesAt, integerAt, openRowStream, type Row, textAt } from '../journal/row-stream.ts';
import type { Head } from './head.ts';
import { readHead } from './read-head.ts';

/** One of the places that hold heads, oldest first. */
export interface HeadSource {
  readonly name: string;
  takeUpTo(batch: bigint): Promise<Head[]>;
}

/** The notary's table. @returns undefined when the database has none */
export async function openHeadTable(client: pg.Client, book: string): Promise<HeadSource | undefined> {
  const found = await client.query<{ found: string | null }>(
    "select to_regclass('notary.heads')::text as found",
  );
  if (found.rows[0]?.found == null) return undefined;
  const stream = await openRowStream(
    client,
    'signed_heads',
    `select batch, book, batch_hash, round(extract(epoch from batch_at) * 1000)::bigint, root,
      round(extract(epoch from signed_at) * 1000)::bigint, previous_head, hash, signature
    from notary.heads where book = ${client.escapeLiteral(book)} order by batch`,
  );
  return { name: 'notary.heads', takeUpTo: async (batch) => (await stream.takeUpTo(batch)).map(headOfRow) };
}

function headOfRow(row: Row): Head {
  return {
    batch: integerAt(row, 0),
    book: textAt(row, 1),
    batchHash: bytesAt(row, 2),
    batchAtMs: integerAt(row, 3),
    root: bytesAt(row, 4),
    signedAtMs: integerAt(row, 5),
    previousHead: bytesAt(row, 6),
    hash: bytesAt(row, 7),
    signature: bytesAt(row, 8),
  };
}

/** The notary's file: a head of some book on each line. */
export function openHeadFile(path: string, book: string): HeadSource {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity })[
    Symbol.asyncIterator
  ]();
  let number = 0;
  let waiting: Head | undefined;

  async function next(): Promise<Head | undefined> {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) return undefined;
      number += 1;
      const head = readHead(JSON.parse(value), `line ${number} of ${path}`);
      if (head.book === book) return head;
    }
  }

  return {
    name: path,
    takeUpTo: async (batch) => {
      const taken: Head[] = [];
      waiting ??= await next();
      while (waiting !== undefined && waiting.batch <= batch) {
        taken.push(waiting);
        waiting = await next();
      }
      return taken;
    },
  };
}
