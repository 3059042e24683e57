import { readFileSync, writeFileSync } from 'node:fs';
import { anyFreePort } from '@tamsui/local-city/processes';
import {
  createTestDatabase,
  openTestBook,
  type ServiceProcess,
  startService,
  startTestLedger,
  testPost,
} from '@tamsui/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { rewriteJournal } from './rewrite-journal.testing.ts';
import { type JsonVerdict, query, runVerify, tamper, temporaryFolder } from './verify.testing.ts';

const database = await createTestDatabase();
const folder = temporaryFolder();
const keyFile = folder.file('key.pem');
const headsFile = folder.file('heads.jsonl');
/** A million takes a quarter of an hour: every manipulation is verified from the first batch to the last. */
const PAYMENTS = Number(process.env.VERIFY_PAYMENTS ?? 3_000);
const PAYMENTS_PER_REQUEST = PAYMENTS < 100_000 ? 25 : 1_000;
const TIMEOUT_MS = 60_000 + PAYMENTS / 2;
vi.setConfig({ testTimeout: TIMEOUT_MS });
const TOKEN = 'a-notary-token-for-tests';
let lastBatch = 0n;
let proof = '';
let consistency = '';

beforeAll(async () => {
  const ledger = await startTestLedger(database.url);
  const notary = await startNotary();
  // A first look that comes late would find more than the first batch, and no head of its own for it.
  await untilSigned(notary, 0n);
  const book = await openTestBook(ledger, 50, PAYMENTS * 1_000);
  let sent = 0;
  while (sent < PAYMENTS) {
    const batch = Array.from({ length: PAYMENTS_PER_REQUEST }, (_, i) =>
      testPost(book.wallets[(sent + i) % 50] ?? '', book.shop, 100 + i, { once: crypto.randomUUID() }),
    );
    const ids = await ledger.send(batch);
    const [id = ''] = ids;
    if (sent === 1_000) {
      await ledger.send([
        testPost(book.shop, book.wallets[sent % 50] ?? '', 60, { purpose: 'refund', refunds: id }),
      ]);
      proof = id;
    }
    sent += ids.length;
  }
  await ledger.stop();
  const [row] = await query<{ last: string }>(
    database.url,
    'select max(number)::text as last from book_main.batches',
  );
  lastBatch = BigInt(row?.last ?? '0');
  await untilSigned(notary, lastBatch);
  proof = await (await get(notary, `/v1/proofs/entries/${proof}`)).text();
  const { heads } = (await (await get(notary, '/v1/heads')).json()) as { heads: { batch: string }[] };
  const older = heads.at(-1)?.batch;
  consistency = await (
    await get(notary, `/v1/proofs/consistency?older=${older}&newer=${heads[0]?.batch}`)
  ).text();
  await notary.stop();
}, TIMEOUT_MS);

afterAll(() => folder.remove());

async function startNotary(): Promise<ServiceProcess> {
  const port = await anyFreePort();
  const env = {
    PORT: String(port),
    DATABASE_URL: database.url,
    NOTARY_API_TOKEN: TOKEN,
    NOTARY_KEY_FILE: keyFile,
    NOTARY_HEADS_FILE: headsFile,
    NOTARY_INTERVAL_MS: '300',
  };
  return startService({ name: 'notary', port, env, logFile: folder.file('notary.log') });
}

function get({ url }: ServiceProcess, path: string): Promise<Response> {
  return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
}

async function untilSigned(notary: ServiceProcess, batch: bigint): Promise<void> {
  await vi.waitUntil(
    async () => {
      const head = (await (await get(notary, '/v1/heads/latest')).json()) as { batch?: string };
      return head.batch === String(batch);
    },
    { timeout: TIMEOUT_MS, interval: 50 },
  );
}

const env = () => ({ DATABASE_URL: database.url });
const withKey = ['--key', `${keyFile}.pub`];

type Verdict = JsonVerdict & { readonly code: number | null };

async function verdict(url: string): Promise<Verdict> {
  const args = ['--json', ...withKey, '--heads', headsFile];
  const { code, output, errors } = await runVerify(args, { DATABASE_URL: url });
  expect(errors).toBe('');
  return { code, ...(JSON.parse(output) as JsonVerdict) };
}

/** Each case changes a copy of the database, which nobody else looks at. */
async function manipulated(
  change: (url: string) => Promise<void>,
  look: (found: Verdict) => void,
): Promise<void> {
  const copy = await database.copy();
  try {
    await change(copy.url);
    look(await verdict(copy.url));
  } finally {
    await copy.drop();
  }
}

const change = (sql: string) => (url: string) => tamper(url, sql);

function expectBroken({ code, holds, findings }: Verdict, batch: bigint, ...checks: readonly string[]): void {
  expect(code).toBe(1);
  expect(holds).toBe(false);
  for (const check of checks)
    expect(findings).toContainEqual(expect.objectContaining({ batch: String(batch), check }));
}

describe('an untouched journal', () => {
  it('holds, with every entry read and every head checked', async () => {
    const found = await verdict(database.url);
    expect(found.findings).toEqual([]);
    expect(found).toMatchObject({ code: 0, holds: true });
    expect(found.entries).toBeGreaterThan(PAYMENTS + 100);
    expect(found.postings).toBeGreaterThan(PAYMENTS);
    expect(found.heads).toBeGreaterThan(1);
  });

  it('holds for a person who reads the table of heads alone', async () => {
    const { code, output } = await runVerify(withKey, env());
    process.stdout.write(output);
    expect(output).toContain('Everything holds.');
    expect(code).toBe(0);
  });
});

describe('the verifier names the batch', () => {
  it('of an edited amount', async () => {
    const edit = 'update book_main.postings set amount = amount + 1 where batch = 40 and index = 3';
    await manipulated(change(edit), (found) => expectBroken(found, 40n, 'hash', 'balances'));
  });

  it('that follows a deleted tail', async () => {
    const gone = ['batches where number', 'entries where batch', 'postings where batch']
      .map((place) => `delete from book_main.${place} > 60;`)
      .join('');
    await manipulated(change(gone), (found) => expectBroken(found, 61n, 'heads'));
  });

  it('that follows a deleted tail when the heads in the database are deleted too', async () => {
    const gone = ['batches where number', 'entries where batch', 'postings where batch']
      .map((place) => `delete from book_main.${place} > 60;`)
      .join('');
    await manipulated(change(`${gone} delete from notary.heads where batch > 60`), (found) =>
      expectBroken(found, 61n, 'heads'),
    );
  });

  it('of two swapped rows', async () => {
    const swap = `
      update book_main.entries set index = 1000 where batch = 50 and index = 2;
      update book_main.entries set index = 2 where batch = 50 and index = 3;
      update book_main.entries set index = 3 where batch = 50 and index = 1000;`;
    await manipulated(change(swap), (found) => expectBroken(found, 50n, 'hash'));
  });

  it('of a head that a wholly rewritten journal does not lead to', async () => {
    const rewrite = async (url: string) => {
      await tamper(
        url,
        `update book_main.entries set reference = '{"order":"B-2"}' where batch = 30 and index = 1`,
      );
      await rewriteJournal(url);
    };
    await manipulated(rewrite, ({ code, findings }) => {
      expect(code).toBe(1);
      expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['heads']));
      expect(findings[0]?.message).toMatch(/rewritten/);
      const signed = readFileSync(headsFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { batch: string }).batch);
      expect(findings[0]?.batch).toBe(signed.find((batch) => BigInt(batch) >= 30n));
    });
  });

  it('of a deleted batch in the middle', async () => {
    const gone = 'delete from book_main.batches where number = 33';
    await manipulated(change(gone), (found) => expectBroken(found, 34n, 'numbering', 'rows'));
  });

  it('of a deleted entry', async () => {
    const gone = 'delete from book_main.entries where batch = 35 and index = 24';
    await manipulated(change(gone), (found) => expectBroken(found, 35n, 'rows'));
  });

  it('of an edited checkpoint', async () => {
    const edit = 'update book_main.accounts set credits = credits + 100 where number = 3';
    await manipulated(change(edit), ({ code, findings }) => {
      expect(code).toBe(1);
      expect(findings).toEqual([expect.objectContaining({ check: 'checkpoints' })]);
    });
  });

  it('of a changed head', async () => {
    const edit = `update notary.heads set root = sha256('x') where batch = (select max(batch) from notary.heads)`;
    await manipulated(change(edit), (found) => expectBroken(found, lastBatch, 'heads'));
  });

  it('of a head that one of the two places has lost', async () => {
    await manipulated(change('delete from notary.heads where batch = 0'), (found) =>
      expectBroken(found, 0n, 'heads'),
    );
  });
});

describe('the verifier could not run', () => {
  it('without a database', async () => {
    const { code, errors } = await runVerify(withKey, { DATABASE_URL: 'postgres://127.0.0.1:1/none' });
    expect(code).toBe(2);
    expect(errors).toContain('Could not verify');
  });

  it('without the public key', async () => {
    const { code } = await runVerify(['--key', folder.file('missing')], env());
    expect(code).toBe(2);
  });

  it('with an option that nobody knows', async () => {
    expect((await runVerify(['--fast'], env())).code).toBe(2);
  });
});

describe('a proof', () => {
  const write = (text: string) => {
    const file = folder.file('proof.json');
    writeFileSync(file, text);
    return file;
  };

  it('of an entry holds offline', async () => {
    const { code, output } = await runVerify([...withKey, '--proof', write(proof)]);
    expect(output).toMatch(/^It holds: entry .* is in batch \d+ of book main/);
    expect(code).toBe(0);
  });

  it('of consistency holds offline', async () => {
    const { code, output } = await runVerify([...withKey, '--proof', write(consistency)]);
    expect(output).toMatch(/^It holds: book main up to batch \d+ is unchanged/);
    expect(code).toBe(0);
  });

  it('that is another document does not hold', async () => {
    expect((await runVerify([...withKey, '--proof', write('{}')])).code).toBe(1);
    expect((await runVerify([...withKey, '--proof', write('no JSON')])).code).toBe(1);
  });
});
