import { type Batch, type BookState, type Command, execute } from '@tamsui/book';
import { newUuid } from '@tamsui/ids';
import { createDatabase } from '@tamsui/platform/database';
import { createLogger } from '@tamsui/platform/logger';
import { createTestDatabase } from '@tamsui/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { connect, identityOf, legOf, payment } from '../testing/ledger.testing.ts';
import { createAppender } from './append-batch.ts';
import { createJournalStore } from './journal-store.ts';

const NOW = new Date('2026-11-23T04:00:00.123Z');
const test = await createTestDatabase();
const logger = createLogger('test', 'silent');
const database = createDatabase({ connectionString: test.url, applicationName: 'test', poolSize: 2, logger });
const journal = createJournalStore(database, 'book_main', 'Asia/Taipei');
const client = await connect(test.url, { pipeline: true });
const second = await connect(test.url, { pipeline: true });
const city = { bank: newUuid(), wallet: newUuid(), shop: newUuid() };

const open = (account: string, accountKind: 'asset' | 'liability', floorMinor: bigint | null): Command => ({
  kind: 'open_account',
  ...identityOf(),
  account,
  accountKind,
  currency: 'TWD',
  floorMinor,
  reference: {},
});
const topUp = (): Command => ({ ...payment(city, 1n), legs: [legOf(city.bank, city.wallet, 500n)] });

async function reload(): Promise<BookState> {
  const state = await journal.loadState(1);
  const accounts = await journal.loadAccounts([city.bank, city.wallet, city.shop], '2026-11-23');
  for (const account of accounts) {
    state.accounts.set(account.id, account);
    state.accountsByNumber.set(account.number, account);
  }
  return state;
}

function batchOf(state: BookState, ...commands: Command[]): Batch {
  const { batch } = execute(state, commands, NOW, '2026-11-23');
  if (batch === undefined) throw new Error('something new happens in it');
  return batch;
}

async function counts(): Promise<object> {
  const { rows } = await client.query(`select (select count(*)::int from book_main.batches) as batches,
    (select count(*)::int from book_main.entries) as entries,
    (select count(*)::int from book_main.postings) as postings,
    (select count(*)::int from book_main.accounts) as accounts`);
  return rows[0];
}

afterAll(async () => {
  await database.destroy();
  await client.end();
  await second.end();
});

describe('an append', () => {
  it('writes a batch whole, and the journal gives back the state that made it', async () => {
    const state = await reload();
    const commands = [open(city.bank, 'asset', null), open(city.wallet, 'liability', 0n), topUp()];
    const batch = batchOf(state, ...commands, open(city.shop, 'liability', null), payment(city, 501n));
    await createAppender(client, 'book_main')(batch);
    expect(await counts()).toEqual({ batches: 2, entries: 5, postings: 1, accounts: 3 });
    const reloaded = await reload();
    expect({ head: reloaded.head, day: reloaded.day, next: reloaded.nextAccountNumber }).toEqual({
      head: state.head,
      day: state.day,
      next: state.nextAccountNumber,
    });
    expect(new Map(reloaded.accounts.entries())).toEqual(new Map(state.accounts.entries()));
    const ids = batch.entries.map(({ id }) => id);
    const entries = await journal.loadEntries({ ids, once: [] });
    expect(new Map(entries.map((entry) => [entry.id, entry]))).toEqual(new Map(state.entries.entries()));
  });

  it('lands once: the same batch again is fenced off', async () => {
    const append = createAppender(client, 'book_main');
    const batch = batchOf(await reload(), topUp());
    await append(batch);
    const before = await counts();
    await expect(append(batch)).rejects.toThrow('fenced off');
    expect(await counts()).toEqual(before);
  });

  it('of a second writer that loaded the same journal inserts nothing', async () => {
    const [mine, theirs] = [await reload(), await reload()];
    await createAppender(client, 'book_main')(batchOf(mine, topUp()));
    const before = await counts();
    await expect(createAppender(second, 'book_main')(batchOf(theirs, topUp()))).rejects.toThrow('fenced off');
    expect(await counts()).toEqual(before);
  });

  it('of two writers at the same moment lands for one of them', async () => {
    const [mine, theirs] = [createAppender(client, 'book_main'), createAppender(second, 'book_main')];
    for (let round = 0; round < 20; round += 1) {
      const batches = [batchOf(await reload(), topUp()), batchOf(await reload(), topUp())] as const;
      const before = await counts();
      const ended = await Promise.allSettled([mine(batches[0]), theirs(batches[1])]);
      expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const {
        batches: were,
        entries,
        ...rest
      } = before as { batches: number; entries: number; postings: number };
      expect(await counts()).toEqual({
        ...rest,
        batches: were + 1,
        entries: entries + 1,
        postings: rest.postings + 1,
      });
    }
  });

  it('behind one that failed inserts nothing', async () => {
    const append = createAppender(client, 'book_main');
    const state = await reload();
    const first = batchOf(state, topUp());
    const behind = batchOf(state, topUp());
    const before = await counts();
    const { rows } = await client.query<{ id: string }>('select id from book_main.entries limit 1');
    const broken = { ...first, entries: first.entries.map((entry) => ({ ...entry, id: rows[0]?.id ?? '' })) };
    const both = await Promise.allSettled([append(broken), append(behind)]);
    expect(both.map((ended) => (ended.status === 'rejected' ? String(ended.reason) : 'landed'))).toEqual([
      expect.stringContaining('entries_id'),
      expect.stringContaining('fenced off'),
    ]);
    expect(await counts()).toEqual(before);
  });

  it('that cannot be written down is not sent, and the caller hears of it as of any other failure', async () => {
    const batch = batchOf(await reload(), topUp());
    const before = await counts();
    const broken = { ...batch, entries: batch.entries.map((entry) => ({ ...entry, id: 'no uuid' })) };
    await expect(createAppender(client, 'book_main')(broken)).rejects.toThrow('a UUID has');
    expect(await counts()).toEqual(before);
  });

  it('with the number of the next batch and another predecessor inserts nothing', async () => {
    const batch = batchOf(await reload(), topUp());
    const before = await counts();
    const forged = { ...batch, previousHash: Buffer.alloc(32, 1) };
    await expect(createAppender(client, 'book_main')(forged)).rejects.toThrow('fenced off');
    expect(await counts()).toEqual(before);
  });

  it('that comes with a warning is in doubt, as one that was not replicated is', async () => {
    await client.query(`create function public.warn() returns trigger language plpgsql as $$
      begin raise warning 'committed locally, but might not have been replicated'; return null; end $$;
      create trigger warn after insert on book_main.batches execute function public.warn()`);
    const append = createAppender(client, 'book_main');
    await expect(append(batchOf(await reload(), topUp()))).rejects.toThrow('in doubt: committed locally');
    await client.query('drop trigger warn on book_main.batches; drop function public.warn');
  });
});

describe('the journal', () => {
  it.each(
    ['batches', 'entries', 'postings'].flatMap((table) => [
      `update book_main.${table} set batch = batch`,
      `delete from book_main.${table}`,
      `truncate book_main.${table}`,
    ]),
  )('refuses %s, also to its owner', async (statement) => {
    const before = await counts();
    const sql = statement.includes('update book_main.batches')
      ? 'update book_main.batches set epoch = 9'
      : statement;
    await expect(client.query(sql)).rejects.toMatchObject({ code: '23001' });
    expect(await counts()).toEqual(before);
  });
});
