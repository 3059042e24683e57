import {
  type Account,
  type AccountKind,
  type BookState,
  createBookState,
  type RememberedEntry,
} from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import type { CurrencyCode } from '@tamsui/money';
import type { Database } from '@tamsui/platform/database';
import { type RememberedRow, rememberedOfRow } from './remembered-row.ts';

/** Reads of the journal for the writer: what it needs to decide, always as of the last commit. */
export interface JournalStore {
  /** A state that stands at the last batch and holds no accounts yet; they load when they are first needed. */
  loadState(epoch: number): Promise<BookState>;
  loadAccounts(ids: readonly string[]): Promise<Account[]>;
  loadEntries(ids: readonly string[]): Promise<RememberedEntry[]>;
  /** The posted entries that spent these tokens. */
  loadSpenders(once: readonly string[]): Promise<RememberedEntry[]>;
}

export function createJournalStore(database: Database, schema: string): JournalStore {
  return {
    loadState: (epoch) => loadState(database, schema, epoch),
    loadAccounts: (ids) => loadAccounts(database, schema, ids),
    loadEntries: (ids) => loadRemembered(database, schema, 'e.id = any(?::uuid[])', ids),
    loadSpenders: (once) => loadRemembered(database, schema, 'e.posted and e.once = any(?::uuid[])', once),
  };
}

interface StateRow {
  readonly number: bigint;
  readonly hash: Buffer;
  readonly at: Date;
  readonly current: string | null;
  readonly last_closed: string | null;
  readonly next_account: bigint;
}

async function loadState(database: Database, schema: string, epoch: number): Promise<BookState> {
  const { rows } = await database.raw<{ rows: StateRow[] }>(
    `select b.number, b.hash, b.at,
      (select business_date::text from ${schema}.entries order by batch desc, index desc limit 1) as current,
      (select detail->>'business_date' from ${schema}.entries
        where purpose = 'business_day_closed' and posted order by batch desc, index desc limit 1) as last_closed,
      (select coalesce(max(number), 0) + 1 from ${schema}.accounts) as next_account
    from ${schema}.batches b order by b.number desc limit 1`,
  );
  const row = rows[0];
  invariant(row !== undefined, 'a journal has at least its first batch');
  return createBookState({
    epoch,
    head: { number: row.number, hash: row.hash, at: row.at },
    day: { current: row.current ?? '', lastClosed: row.last_closed },
    nextAccountNumber: row.next_account,
  });
}

interface AccountRow {
  readonly number: bigint;
  readonly id: string;
  readonly kind: AccountKind;
  readonly currency: CurrencyCode;
  readonly floor: bigint | null;
  readonly debits: bigint;
  readonly credits: bigint;
  readonly version: bigint;
}

/** The checkpoint of each account and the postings after it: versions have no gap, so they are an index range. */
async function loadAccounts(database: Database, schema: string, ids: readonly string[]): Promise<Account[]> {
  const { rows } = await database.raw<{ rows: AccountRow[] }>(
    `select a.number, a.id, a.kind, a.currency, a.floor,
      (a.debits + d.sum)::bigint as debits, (a.credits + c.sum)::bigint as credits,
      (a.version + d.n + c.n)::bigint as version
    from ${schema}.accounts a
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where debit = a.number and debit_version > a.version) d
    cross join lateral (select coalesce(sum(amount), 0) as sum, count(*) as n from ${schema}.postings
      where credit = a.number and credit_version > a.version) c
    where a.id = any(?::uuid[])`,
    [[...ids]],
  );
  return rows.map(({ floor: floorMinor, debits: debitsMinor, credits: creditsMinor, ...rest }) => ({
    ...rest,
    floorMinor,
    debitsMinor,
    creditsMinor,
  }));
}

/** Entries with their postings, and with what refunds gave back by pair of accounts. */
async function loadRemembered(
  database: Database,
  schema: string,
  condition: string,
  values: readonly string[],
): Promise<RememberedEntry[]> {
  const { rows } = await database.raw<{ rows: RememberedRow[] }>(
    `select e.id, e.fingerprint, e.batch, e.index, b.at, e.business_date::text as business_date, e.refusal, e.once,
      e.refunds,
      coalesce((select json_agg(json_build_object('debit', p.debit::text, 'credit', p.credit::text,
          'amount', p.amount::text) order by p.leg)
        from ${schema}.postings p where p.batch = e.batch and p.index = e.index), '[]') as legs,
      coalesce((select json_agg(json_build_object('debit', p.debit::text, 'credit', p.credit::text,
          'amount', p.amount::text))
        from ${schema}.entries r join ${schema}.postings p on p.batch = r.batch and p.index = r.index
        where r.refunds = e.id and r.posted), '[]') as refunded
    from ${schema}.entries e join ${schema}.batches b on b.number = e.batch
    where ${condition}`,
    [[...values]],
  );
  return rows.map(rememberedOfRow);
}
