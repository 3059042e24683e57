import {
  type Account,
  type BookState,
  createBookState,
  MEMORY_LIMITS,
  type MemoryLimits,
  policyOfDetail,
  type RememberedEntry,
  rememberPolicy,
} from '@tamsui/book';
import { invariant } from '@tamsui/errors';
import type { Database } from '@tamsui/platform/database';
import type { Known } from './known-entries-store.ts';
import { loadAccounts } from './load-accounts.ts';
import { type RememberedRow, rememberedOfRow } from './remembered-row.ts';

/** Reads of the journal for the writer: what it needs to decide, always as of the last commit. */
export interface JournalStore {
  /** A state that stands at the last batch and holds no accounts yet; they load when they are first needed. */
  loadState(epoch: number): Promise<BookState>;
  /** @param date of this moment in the city's zone: limits count from the first of its month */
  loadAccounts(ids: readonly string[], date: string): Promise<Account[]>;
  /** The entries with these ids, and the posted ones that spent these tokens. */
  loadEntries(known: Known): Promise<RememberedEntry[]>;
}

export function createJournalStore(
  database: Database,
  schema: string,
  timeZone: string,
  limits: MemoryLimits = MEMORY_LIMITS,
): JournalStore {
  return {
    loadState: (epoch) => loadState(database, schema, epoch, limits),
    loadAccounts: (ids, date) => loadAccounts(database, schema, { ids, timeZone, date }),
    loadEntries: async ({ ids, once }) => {
      const entries = await loadRemembered(database, schema, 'e.id = any(?::uuid[])', ids);
      const spent = 'e.refusal is null and e.once = any(?::uuid[])';
      return [...entries, ...(await loadRemembered(database, schema, spent, once))];
    },
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

async function loadState(
  database: Database,
  schema: string,
  epoch: number,
  limits: MemoryLimits,
): Promise<BookState> {
  const { rows } = await database.raw<{ rows: StateRow[] }>(
    `select b.number, b.hash, b.at,
      (select business_date::text from ${schema}.entries order by batch desc, index desc limit 1) as current,
      (select detail->>'business_date' from ${schema}.entries
        where purpose = 'business_day_closed' and refusal is null order by batch desc, index desc limit 1) as last_closed,
      (select coalesce(max(number), 0) + 1 from ${schema}.accounts) as next_account
    from ${schema}.batches b order by b.number desc limit 1`,
  );
  const row = rows[0];
  invariant(row !== undefined, 'a journal has at least its first batch');
  const state = createBookState(
    {
      epoch,
      head: { number: row.number, hash: row.hash, at: row.at },
      day: { current: row.current ?? '', lastClosed: row.last_closed },
      nextAccountNumber: row.next_account,
    },
    limits,
  );
  for (const detail of await loadPolicies(database, schema)) rememberPolicy(state, policyOfDetail(detail));
  return state;
}

/** All versions of all policies, in the order in which they were set. */
async function loadPolicies(database: Database, schema: string): Promise<Record<string, string>[]> {
  const { rows } = await database.raw<{ rows: { detail: Record<string, string> }[] }>(
    `select detail from ${schema}.entries where purpose = 'policy_set' and refusal is null order by batch, index`,
  );
  return rows.map(({ detail }) => detail);
}

/** Entries with their postings, and with what refunds gave back by pair of accounts. */
async function loadRemembered(
  database: Database,
  schema: string,
  condition: string,
  values: readonly string[],
): Promise<RememberedEntry[]> {
  if (values.length === 0) return [];
  const { rows } = await database.raw<{ rows: RememberedRow[] }>(
    `select e.id, e.fingerprint, e.batch, e.index, b.at, e.business_date::text as business_date, e.refusal, e.once,
      e.refunds, e.purpose, e.detail->>'account' as account,
      coalesce((select json_agg(json_build_object('debit', p.debit::text, 'credit', p.credit::text,
          'amount', p.amount::text) order by p.leg)
        from ${schema}.postings p where p.batch = e.batch and p.index = e.index), '[]') as legs,
      coalesce((select json_agg(json_build_object('debit', p.debit::text, 'credit', p.credit::text,
          'amount', p.amount::text))
        from ${schema}.entries r join ${schema}.postings p on p.batch = r.batch and p.index = r.index
        where r.refunds = e.id and r.refusal is null), '[]') as refunded
    from ${schema}.entries e join ${schema}.batches b on b.number = e.batch
    where ${condition}`,
    [[...values]],
  );
  return rows.map(rememberedOfRow);
}
