import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '@tamsui/errors';
import { newUuid, type Uuid } from '@tamsui/ids';
import { z } from 'zod';

/** How far a register has come: its own id, the number of its erasures, and the hash that the last of them carries. */
export interface RegisterHead {
  readonly registerId: Uuid;
  readonly entries: number;
  readonly hash: Buffer;
}

/**
 * Who was erased, for ever, in a file that lies apart from the database and from its backups. Whatever is restored, this
 * says whose data must go again. It holds ids that are drawn by lot and the instants, and nothing else of anybody.
 * Lines are only ever appended, and each carries a hash over all before it.
 */
export interface ErasureRegister {
  /** Reads what is there, also what another process wrote since. @returns undefined when there is no such file */
  read(): Promise<RegisterHead | undefined>;
  /** Begins the file. @throws when there is one */
  begin(at: Date): Promise<RegisterHead>;
  has(residentId: Uuid): boolean;
  /** All erasures that were read so far, the earliest first. */
  all(): readonly Erasure[];
  /** The hash that the nth erasure carries; 0 is the beginning of the file. */
  hashAt(entries: number): Buffer | undefined;
  /** Resolves when the lines are on the disk. One writer at a time: the caller sees to it, and has just read. */
  append(erasures: readonly Erasure[]): Promise<RegisterHead>;
}

export interface Erasure {
  readonly residentId: Uuid;
  readonly erasedAt: Date;
}

const beginLine = z.strictObject({ erasure_register: z.uuid(), began_at: z.iso.datetime() });
const erasureLine = z.strictObject({
  entry: z.number().int().min(1),
  resident: z.uuid(),
  erased_at: z.iso.datetime(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export function createErasureRegister(path: string): ErasureRegister {
  let registerId: Uuid | undefined;
  let readBytes = 0;
  const hashes: Buffer[] = [];
  const erasures: Erasure[] = [];
  const erased = new Set<Uuid>();

  function head(): RegisterHead {
    const hash = hashes[erasures.length];
    if (registerId === undefined || hash === undefined) throw damaged(path, 0);
    return { registerId, entries: erasures.length, hash };
  }

  function takeBegin(line: string): void {
    const begun = beginLine.safeParse(parseJson(line));
    if (!begun.success) throw damaged(path, 1);
    registerId = begun.data.erasure_register;
    hashes.push(hashOf(line));
  }

  function takeErasure(line: string): void {
    const number = erasures.length + 1;
    const parsed = erasureLine.safeParse(parseJson(line));
    const before = hashes[erasures.length];
    if (!parsed.success || before === undefined || parsed.data.entry !== number)
      throw damaged(path, number + 1);
    const erasure = { residentId: parsed.data.resident, erasedAt: new Date(parsed.data.erased_at) };
    const hash = chained(before, number, erasure);
    if (hash.toString('hex') !== parsed.data.hash) throw damaged(path, number + 1);
    erasures.push(erasure);
    hashes.push(hash);
    erased.add(erasure.residentId);
  }

  function take(text: string): void {
    for (const line of text.split('\n').slice(0, -1)) {
      if (registerId === undefined) takeBegin(line);
      else takeErasure(line);
    }
  }

  async function readOn(file: FileHandle): Promise<RegisterHead> {
    const { size } = await file.stat();
    if (size < readBytes) throw damaged(path, erasures.length + 1);
    const { buffer } = await file.read(Buffer.alloc(size - readBytes), 0, size - readBytes, readBytes);
    // A line without its end is one that a crash cut short: it was never promised to anybody.
    const whole = buffer.subarray(0, buffer.lastIndexOf(10) + 1);
    take(whole.toString('utf8'));
    readBytes += whole.length;
    return head();
  }

  return {
    read: async () => {
      const file = await openIfThere(path);
      if (file === undefined) {
        if (registerId === undefined) return undefined;
        throw damaged(path, 1);
      }
      try {
        return await readOn(file);
      } finally {
        await file.close();
      }
    },
    begin: async (at) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const line = { erasure_register: newUuid(), began_at: at.toISOString() };
      const file = await open(path, 'wx+', 0o600);
      try {
        await file.appendFile(`${JSON.stringify(line)}\n`);
        await file.sync();
        return await readOn(file);
      } finally {
        await file.close();
      }
    },
    has: (residentId) => erased.has(residentId),
    all: () => erasures,
    hashAt: (entries) => hashes[entries],
    append: async (fresh) => {
      const file = await open(path, 'r+');
      try {
        // What a crash left of a line that was cut short goes, so that the next one begins where a line begins.
        await file.truncate(readBytes);
        const { entries, hash } = head();
        await file.write(linesOf(fresh, entries, hash), readBytes);
        await file.datasync();
        return await readOn(file);
      } finally {
        await file.close();
      }
    },
  };
}

function linesOf(fresh: readonly Erasure[], entries: number, hash: Buffer): string {
  let before = hash;
  return fresh
    .map((erasure, index) => {
      const entry = entries + index + 1;
      before = chained(before, entry, erasure);
      const { residentId: resident, erasedAt } = erasure;
      const line = { entry, resident, erased_at: erasedAt.toISOString(), hash: before.toString('hex') };
      return `${JSON.stringify(line)}\n`;
    })
    .join('');
}

function chained(before: Buffer, entry: number, { residentId, erasedAt }: Erasure): Buffer {
  return hashOf(JSON.stringify([before.toString('hex'), entry, residentId, erasedAt.toISOString()]));
}

function hashOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Fault('erasure_register_unreadable', `The register of erasures ${path} cannot be read.`, {
      cause: error,
      retryable: true,
    });
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function damaged(path: string, line: number): Fault {
  return new Fault(
    'erasure_register_damaged',
    `The register of erasures ${path} is not as it was written, in line ${line}: bring it back from its own copy.`,
    { retryable: false },
  );
}
