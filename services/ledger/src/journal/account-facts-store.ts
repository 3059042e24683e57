import type { AccountKind, Direction } from '@tamsui/book';
import type { Database } from '@tamsui/platform/database';

/** What the journal says of an account besides postings, newest last. */
export interface AccountFactRow {
  readonly account: string;
  readonly purpose: 'account_opened' | 'account_status_set' | 'policy_assigned';
  readonly detail: Readonly<Record<string, string>>;
  readonly batch: bigint;
  readonly index: number;
}

/**
 * Status and policy of accounts, as the entries that set them, in journal order. Each account is looked up by itself, and
 * `offset 0` keeps it so: among tens of millions of payments a sample meets hardly one of these entries, and without
 * statistics of them the planner would rather read the whole journal than look up a thousand accounts.
 */
export async function loadFacts(
  database: Database,
  schema: string,
  ids: readonly string[],
): Promise<AccountFactRow[]> {
  const { rows } = await database.raw<{ rows: AccountFactRow[] }>(
    `select wanted.account, fact.purpose, fact.detail, fact.batch, fact.index
    from unnest(?::text[]) as wanted(account)
    cross join lateral (
      select purpose, detail, batch, index from ${schema}.entries
      where refusal is null and detail->>'account' = wanted.account
      offset 0
    ) fact
    where fact.purpose in ('account_opened', 'account_status_set', 'policy_assigned')
    order by fact.batch, fact.index`,
    [[...ids]],
  );
  return rows;
}

export interface OpenHoldRow {
  readonly id: string;
  readonly account: string;
  readonly amount: string;
  readonly taken: string;
  readonly expires_at: Date | null;
}

/** Holds of which something is left. What was taken is what captures moved out of the account and releases set free. */
export async function loadOpenHolds(
  database: Database,
  schema: string,
  ids: readonly string[],
): Promise<OpenHoldRow[]> {
  const { rows } = await database.raw<{ rows: OpenHoldRow[] }>(
    `select h.id, wanted.account, h.detail->>'amount_minor' as amount, t.taken::text as taken,
      (h.detail->>'expires_at')::timestamptz as expires_at
    from unnest(?::text[]) as wanted(account)
    cross join lateral (
      select id, purpose, detail from ${schema}.entries
      where refusal is null and detail->>'account' = wanted.account
      offset 0
    ) h
    cross join lateral (
      select coalesce(sum(coalesce((c.detail->>'released_minor')::bigint, 0) + coalesce((
        select sum(p.amount) from ${schema}.postings p where p.batch = c.batch and p.index = c.index), 0)), 0) as taken
      from ${schema}.entries c where c.hold = h.id and c.refusal is null
    ) t
    where h.purpose = 'hold' and t.taken < (h.detail->>'amount_minor')::bigint`,
    [[...ids]],
  );
  return rows;
}

export interface UsageRow {
  readonly account: bigint;
  readonly purpose: string;
  readonly side: 'debit' | 'credit';
  /** `YYYY-MM-DD` of the city's calendar. */
  readonly date: string;
  readonly amount: string;
}

/** An account and the entry that first put it under a policy: what moved later counts. */
export interface LimitedAccount {
  readonly number: bigint;
  readonly since: { readonly batch: bigint; readonly index: number };
}

interface UsageOptions {
  readonly accounts: readonly LimitedAccount[];
  readonly timeZone: string;
  /** First day of the month to be counted, `YYYY-MM-01`. */
  readonly firstDate: string;
}

/** What accounts moved since a date, by purpose, side and day. */
export async function loadUsage(
  database: Database,
  schema: string,
  { accounts, timeZone, firstDate }: UsageOptions,
): Promise<UsageRow[]> {
  const { rows } = await database.raw<{ rows: UsageRow[] }>(
    `with first as (
      select coalesce(min(number), 0) as batch from ${schema}.batches
      where at >= (:firstDate::timestamp at time zone :timeZone)
    ), limited as (
      select * from unnest(:numbers::int[], :batches::bigint[], :indexes::smallint[]) as l(account, batch, index)
    ), moves as (
      select l.account, 'debit' as side, p.batch, p.index, p.amount from limited l
      join ${schema}.postings p on p.debit = l.account and (p.batch, p.index) > (l.batch, l.index)
      where p.batch >= (select batch from first)
      union all
      select l.account, 'credit', p.batch, p.index, p.amount from limited l
      join ${schema}.postings p on p.credit = l.account and (p.batch, p.index) > (l.batch, l.index)
      where p.batch >= (select batch from first)
    )
    select m.account::bigint, e.purpose, m.side, (b.at at time zone :timeZone)::date::text as date, sum(m.amount)::text as amount
    from moves m
    join ${schema}.entries e on e.batch = m.batch and e.index = m.index
    join ${schema}.batches b on b.number = m.batch
    where b.at >= (:firstDate::timestamp at time zone :timeZone)
    group by m.account, e.purpose, m.side, date
    order by date`,
    {
      firstDate,
      timeZone,
      numbers: accounts.map(({ number }) => String(number)),
      batches: accounts.map(({ since }) => String(since.batch)),
      indexes: accounts.map(({ since }) => since.index),
    },
  );
  return rows;
}

/** In which direction a side moves an account of this kind. */
export function directionOf(kind: AccountKind, side: 'debit' | 'credit'): Direction {
  const fallsByDebit = kind === 'liability' || kind === 'income';
  return (side === 'debit') === fallsByDebit ? 'paid' : 'received';
}
