import { createPublicKey, verify } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createTestDatabase, openTestBook, startTestLedger, testPost } from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { notaryFiles, query, startNotary, type TestNotary, TOKEN, untilSigned } from '../notary.testing.ts';
import { headBytes } from './head.ts';
import type { HeadWire } from './head-wire.ts';

const database = await createTestDatabase();
const files = notaryFiles();
const ledger = await startTestLedger(database.url);
let notary: TestNotary;
let payment = '';

beforeAll(async () => {
  const book = await openTestBook(ledger, 5);
  notary = await startNotary(database.url, files);
  await untilSigned(notary, database.url);
  for (const wallet of book.wallets) {
    [payment = ''] = await ledger.send([testPost(wallet, book.shop, 100), testPost(wallet, book.shop, 200)]);
  }
  await untilSigned(notary, database.url);
});

afterAll(async () => {
  await notary.stop();
  await ledger.stop();
  files.remove();
});

const hex = (text: string) => Buffer.from(text, 'hex');
const bytesOf = (head: HeadWire) =>
  headBytes({
    book: head.book,
    batch: BigInt(head.batch),
    batchHash: hex(head.batch_hash),
    batchAt: new Date(head.batch_at),
    root: hex(head.root),
    signedAt: new Date(head.signed_at),
    previousHead: hex(head.previous_head),
  });

async function allHeads(): Promise<HeadWire[]> {
  const { body } = await notary.get('/v1/heads?limit=1000');
  return (body.heads as HeadWire[]).reverse();
}

describe('GET /v1/heads', () => {
  it('gives heads that the public key verifies, each naming the one before it', async () => {
    const { body } = await notary.get('/v1/key');
    const key = createPublicKey(String(body.public_key));
    let previous = '0'.repeat(64);
    const heads = await allHeads();
    expect(heads.length).toBeGreaterThanOrEqual(2);
    for (const head of heads) {
      expect(verify(null, bytesOf(head), key, Buffer.from(head.signature, 'base64'))).toBe(true);
      expect(head.previous_head).toBe(previous);
      previous = head.hash;
    }
  });

  it('names the hash and the instant of batches as the journal has them', async () => {
    const rows = await query<{ number: string; hash: Buffer; at: Date }>(
      database.url,
      'select number::text, hash, at from book_main.batches',
    );
    for (const head of await allHeads()) {
      const row = rows.find(({ number }) => number === head.batch);
      expect(row?.hash.toString('hex')).toBe(head.batch_hash);
      expect(row?.at.toISOString()).toBe(head.batch_at);
    }
  });

  it('pages without leaving one out', async () => {
    const seen: HeadWire[] = [];
    let cursor = '';
    do {
      const { body } = await notary.get(`/v1/heads?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...(body.heads as HeadWire[]));
      cursor = typeof body.next_cursor === 'string' ? body.next_cursor : '';
    } while (cursor !== '');
    expect(seen.reverse()).toEqual(await allHeads());
  });

  it('refuses a cursor that it did not give out', async () => {
    expect(await notary.get('/v1/heads?cursor=x')).toMatchObject({
      status: 400,
      body: { code: 'cursor_invalid' },
    });
  });

  it('refuses a book that nobody watches', async () => {
    const answer = await notary.get('/v1/heads/latest?book=other');
    expect(answer).toMatchObject({ status: 404, body: { code: 'book_unknown' } });
  });
});

describe('the file of heads', () => {
  it('holds every head that the database holds, in the same order', async () => {
    const lines = readFileSync(files.headsFile, 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as HeadWire)).toEqual(await allHeads());
  });

  it('and the key may be read by nobody else', () => {
    expect(statSync(files.keyFile).mode & 0o777).toBe(0o600);
    expect(statSync(files.headsFile).mode & 0o777).toBe(0o600);
    expect(readFileSync(`${files.keyFile}.pub`, 'utf8')).toContain('BEGIN PUBLIC KEY');
  });
});

describe('GET /v1/proofs', () => {
  it('proves an entry without showing its neighbour', async () => {
    const { status, body } = await notary.get(`/v1/proofs/entries/${payment}`, TOKEN);
    expect(status).toBe(200);
    expect(body).toMatchObject({ format: 'tamsui-entry-proof-v1', index: 0, entry_count: 2 });
    expect(body.entry).toMatchObject({ id: payment, purpose: 'payment' });
    expect(JSON.stringify(body)).not.toContain('"amount_minor":"200"');
  });

  it('needs the token for an entry', async () => {
    const answer = await notary.get(`/v1/proofs/entries/${payment}`);
    expect(answer).toMatchObject({ status: 401, body: { code: 'unauthorized' } });
  });

  it('does not know an entry that is not there', async () => {
    const answer = await notary.get('/v1/proofs/entries/00000000-0000-8000-8000-000000000000', TOKEN);
    expect(answer).toMatchObject({ status: 404, body: { code: 'entry_unknown' } });
  });

  it('refuses an id that is none', async () => {
    const answer = await notary.get('/v1/proofs/entries/x', TOKEN);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_failed' } });
  });

  it('shows that one head continues another', async () => {
    const heads = await allHeads();
    const [older, newer] = [heads[0]?.batch, heads.at(-1)?.batch];
    const { status, body } = await notary.get(`/v1/proofs/consistency?older=${older}&newer=${newer}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ older: { batch: older }, newer: { batch: newer } });
  });

  it('does not know a head for a batch that none was signed for', async () => {
    const answer = await notary.get('/v1/proofs/consistency?older=999998&newer=999999');
    expect(answer).toMatchObject({ status: 404, body: { code: 'head_unknown' } });
  });
});

describe('a notary that signs once an hour', () => {
  it('signs a closed business day without waiting for its hour, and says of later entries that it has not signed yet', async () => {
    const other = await createTestDatabase();
    const otherFiles = notaryFiles();
    const otherLedger = await startTestLedger(other.url);
    const hourly = await startNotary(other.url, otherFiles, 3_600_000);
    try {
      const genesis = await untilSigned(hourly, other.url);
      expect(genesis.batch).toBe('0');
      const book = await openTestBook(otherLedger, 1);
      const [row] = await query<{ day: string }>(
        other.url,
        'select max(business_date)::text as day from book_main.entries',
      );
      const close = { kind: 'close_business_day', business_date: row?.day };
      await otherLedger.send([close]);
      await untilSigned(hourly, other.url);
      const [late = ''] = await otherLedger.send([testPost(book.wallets[0] ?? '', book.shop, 5)]);
      const answer = await hourly.get(`/v1/proofs/entries/${late}`, TOKEN);
      expect(answer).toMatchObject({ status: 409, body: { code: 'not_signed_yet' } });
    } finally {
      await hourly.stop();
      await otherLedger.stop();
      otherFiles.remove();
      await other.drop();
    }
  });
});

describe('a notary that starts again', () => {
  it('continues with the same key and the same heads', async () => {
    const before = await allHeads();
    const keyBefore = (await notary.get('/v1/key')).body;
    await notary.stop();
    notary = await startNotary(database.url, files);
    await vi.waitUntil(async () => (await fetch(`${notary.url}/healthz`)).ok);
    expect((await notary.get('/v1/key')).body).toEqual(keyBefore);
    expect((await allHeads()).slice(0, before.length)).toEqual(before);
  });
});
