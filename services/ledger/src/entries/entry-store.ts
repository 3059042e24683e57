import type { Database } from '@tamsui/platform/database';

export interface EntryRow {
  readonly batch: bigint;
  readonly index: number;
  readonly id: string;
  readonly fingerprint: string;
  readonly purpose: string;
  readonly posted: boolean;
  readonly refusal: Record<string, string> | null;
  readonly at: Date;
  readonly business_date: string;
  readonly once: string | null;
  readonly refunds: string | null;
  readonly reference: Record<string, string>;
  readonly postings: readonly PostingRow[];
}

interface PostingRow {
  readonly leg: number;
  readonly debit: string;
  readonly credit: string;
  readonly amount: string;
  readonly currency: string;
}

const columns = (schema: string): string => `
  e.batch, e.index, e.id, e.fingerprint, e.purpose, e.refusal is null as posted, e.refusal, b.at, e.business_date::text as business_date,
  e.once, e.refunds, e.reference,
  coalesce((select json_agg(json_build_object('leg', p.leg, 'debit', d.id, 'credit', c.id, 'amount', p.amount::text,
      'currency', d.currency) order by p.leg)
    from ${schema}.postings p
    join ${schema}.accounts d on d.number = p.debit
    join ${schema}.accounts c on c.number = p.credit
    where p.batch = e.batch and p.index = e.index), '[]') as postings`;

export interface EntryWithRefunds extends EntryRow {
  /** Sum of what posted refunds gave back of it. */
  readonly refunded: string;
}

export async function findEntry(
  database: Database,
  schema: string,
  id: string,
): Promise<EntryWithRefunds | undefined> {
  const { rows } = await database.raw<{ rows: EntryWithRefunds[] }>(
    `select ${columns(schema)},
      (select coalesce(sum(p.amount), 0)::text from ${schema}.entries r
        join ${schema}.postings p on p.batch = r.batch and p.index = r.index
        where r.refunds = e.id and r.refusal is null) as refunded
    from ${schema}.entries e join ${schema}.batches b on b.number = e.batch
    where e.id = ?::uuid`,
    [id],
  );
  return rows[0];
}

interface FeedOptions {
  readonly after: { readonly batch: bigint; readonly index: number };
  readonly limit: number;
}

/** Entries behind a position, in journal order. One writer appends, so nothing can land before what was read. */
export async function readFeed(
  database: Database,
  schema: string,
  { after, limit }: FeedOptions,
): Promise<EntryRow[]> {
  const { rows } = await database.raw<{ rows: EntryRow[] }>(
    `select ${columns(schema)}
    from ${schema}.entries e join ${schema}.batches b on b.number = e.batch
    where (e.batch, e.index) > (?::bigint, ?::smallint)
    order by e.batch, e.index limit ?`,
    [after.batch.toString(), after.index, limit],
  );
  return rows;
}
