import { appendFileSync, chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createTestDatabase, openTestBook, startTestLedger, testPost } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type NotaryFiles, notaryFiles, query, startNotary, tamper, untilSigned } from '../notary.testing.ts';

const database = await createTestDatabase();
const files: NotaryFiles = notaryFiles();
let lastBatch = 0n;

/** The journal stays as it was: each case changes it, looks, and changes it back. */
beforeAll(async () => {
  const ledger = await startTestLedger(database.url);
  const notary = await startNotary(database.url, files);
  const book = await openTestBook(ledger, 3);
  for (const wallet of book.wallets) await ledger.send([testPost(wallet, book.shop, 100)]);
  lastBatch = BigInt((await untilSigned(notary, database.url)).batch);
  await notary.stop();
  await ledger.stop();
});

afterAll(() => files.remove());

async function countHeads(): Promise<number> {
  const [row] = await query<{ n: number }>(database.url, 'select count(*)::int as n from notary.heads');
  return row?.n ?? 0;
}

/** Starts a notary on what is there and expects it to be unhealthy and to sign nothing. */
async function expectRefusal(): Promise<void> {
  const before = await countHeads();
  const notary = await startNotary(database.url, files, 100);
  try {
    await vi.waitUntil(async () => (await fetch(`${notary.url}/healthz`)).status === 503, {
      timeout: 5_000,
      interval: 20,
    });
    expect(await countHeads()).toBe(before);
  } finally {
    await notary.stop();
  }
}

async function expectHealth(): Promise<void> {
  const notary = await startNotary(database.url, files, 100);
  try {
    await vi.waitUntil(async () => (await fetch(`${notary.url}/healthz`)).ok, {
      timeout: 5_000,
      interval: 20,
    });
  } finally {
    await notary.stop();
  }
}

describe('the notary refuses to sign', () => {
  it('when the last signed batch is gone', async () => {
    await tamper(
      database.url,
      `create table public.kept as select * from book_main.batches where number = ${lastBatch};
      delete from book_main.batches where number = ${lastBatch}`,
    );
    await expectRefusal();
    await tamper(
      database.url,
      'insert into book_main.batches select * from public.kept; drop table public.kept',
    );
    await expectHealth();
  });

  it('when the last signed batch has another hash', async () => {
    const changeIt = `update book_main.batches set hash = set_byte(hash, 0, get_byte(hash, 0) # 1)
      where number = ${lastBatch}`;
    await tamper(database.url, changeIt);
    await expectRefusal();
    await tamper(database.url, changeIt);
    await expectHealth();
  });

  it('when a new batch has not the hash of its content', async () => {
    await tamper(
      database.url,
      `insert into book_main.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
      select number + 1, epoch, 0, 0, at, hash, sha256('made up') from book_main.batches where number = ${lastBatch}`,
    );
    await expectRefusal();
    await tamper(database.url, `delete from book_main.batches where number > ${lastBatch}`);
    await expectHealth();
  });

  it('when a new batch does not name the hash before it', async () => {
    await tamper(
      database.url,
      `insert into book_main.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
      select number + 1, epoch, 0, 0, at, sha256('other'), sha256('made up')
      from book_main.batches where number = ${lastBatch}`,
    );
    await expectRefusal();
    await tamper(database.url, `delete from book_main.batches where number > ${lastBatch}`);
  });

  it('when the file holds a head that the database does not, as after a restored backup', async () => {
    const text = readFileSync(files.headsFile, 'utf8');
    const last = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '') as Record<string, string>;
    appendFileSync(files.headsFile, `${JSON.stringify({ ...last, batch: String(lastBatch + 5n) })}\n`);
    await expectRefusal();
    writeFileSync(files.headsFile, text);
    await expectHealth();
  });

  it('when its key is not the one that signed before', async () => {
    copyFileSync(files.keyFile, `${files.keyFile}.kept`);
    rmSync(files.keyFile);
    await expectRefusal();
    copyFileSync(`${files.keyFile}.kept`, files.keyFile);
    chmodSync(files.keyFile, 0o600);
    await expectHealth();
  });
});

describe('the notary does not start', () => {
  it('when others may read its key', async () => {
    chmodSync(files.keyFile, 0o644);
    await expect(startNotary(database.url, files)).rejects.toThrow(/read by others/);
    chmodSync(files.keyFile, 0o600);
  });

  it('when a line of its file is no head', async () => {
    const text = readFileSync(files.headsFile, 'utf8');
    writeFileSync(files.headsFile, `not a head\n${text}`);
    await expect(startNotary(database.url, files)).rejects.toThrow(/is no head/);
    writeFileSync(files.headsFile, text);
  });
});

describe('a file that is behind the database', () => {
  it('is completed, also when a crash cut its last line', async () => {
    const text = readFileSync(files.headsFile, 'utf8');
    const [first = ''] = text.split('\n');
    writeFileSync(files.headsFile, `${first}\n${text.slice(first.length + 1, first.length + 60)}`);
    await expectHealth();
    expect(readFileSync(files.headsFile, 'utf8')).toBe(text);
  });
});
