import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { HeadWire } from './head-wire.ts';

/** The last head of a book that a file holds. */
export interface FiledHead {
  readonly batch: bigint;
  readonly hash: Buffer;
}

/** The second place that holds the heads: one JSON line each, only ever appended to. */
export interface HeadsFile {
  last(book: string): FiledHead | undefined;
  /** Resolves when the line is on the disk. */
  append(head: HeadWire): Promise<void>;
  close(): Promise<void>;
}

const lineWire = z.object({
  book: z.string(),
  batch: z.string().regex(/^\d{1,19}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Opens the file, or begins one. @throws Error when a line of it is no head */
export async function openHeadsFile(path: string): Promise<HeadsFile> {
  const file = await open(path, 'a+', 0o600);
  await cutTornLine(file);
  const last = await readLast(path);
  return {
    last: (book) => last.get(book),
    append: async (head) => {
      await file.write(`${JSON.stringify(head)}\n`);
      await file.datasync();
      last.set(head.book, { batch: BigInt(head.batch), hash: Buffer.from(head.hash, 'hex') });
    },
    close: () => file.close(),
  };
}

const LONGEST_LINE = 4_096;

/** What a crash left without its end of line never was a head: it is written anew from the database. */
async function cutTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  const length = Math.min(size, LONGEST_LINE);
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
  const torn = length - 1 - buffer.lastIndexOf(10);
  if (torn > 0) await file.truncate(size - torn);
}

async function readLast(path: string): Promise<Map<string, FiledHead>> {
  const last = new Map<string, FiledHead>();
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    last.set(...parseLine(line, `${path}:${number}`));
  }
  return last;
}

function parseLine(line: string, place: string): [string, FiledHead] {
  try {
    const { book, batch, hash } = lineWire.parse(JSON.parse(line));
    return [book, { batch: BigInt(batch), hash: Buffer.from(hash, 'hex') }];
  } catch (error) {
    throw new Error(`${place} is no head`, { cause: error });
  }
}
