import { type Database, withTrx } from '@tamsui/platform/database';

interface FillOptions {
  readonly schema: string;
  readonly walletCount: number;
  readonly payments: number;
  readonly amountMinor: bigint;
}

/** Account number 1 is the bank; the wallets follow. */
const FIRST_WALLET = 2;
const BATCH_SIZE = 1_000;

/**
 * Writes payments straight into a journal that nobody has open. In each round every wallet pays the one half way round
 * once, so versions and balances follow by counting. Hashes have the right form but are not of the content. The
 * accounts' checkpoints stay behind, as if the process that wrote this had never come to write one.
 */
export async function fillJournal(database: Database, options: FillOptions): Promise<void> {
  const { schema, walletCount, payments, amountMinor } = options;
  await withTrx(database, async (trx) => {
    await trx.raw(`set local work_mem = '256MB'`);
    await trx.raw(paymentsSql(schema), [payments, walletCount, String(amountMinor), BATCH_SIZE]);
    await trx.raw(batchesSql(schema), [payments, BATCH_SIZE]);
    await trx.raw(entriesSql(schema));
    await trx.raw(postingsSql(schema));
  });
}

/** In the first half of a round payer and payee move for the first time in it, in the second half for the second. */
const paymentsSql = (schema: string): string => `
  create temporary table payment on commit drop as
  with wish as (select ?::int as payments, ?::int as wallets, ?::bigint as amount, ?::int as batch_size),
  head as (select max(number) as number from ${schema}.batches),
  balance as materialized (select number, version, credits - debits as minor from ${schema}.balances),
  place as (
    select n, n / wallets as round, n % wallets < wallets / 2 as first_half, amount,
      head.number + 1 + n / batch_size as batch, (n % batch_size)::smallint as index,
      ${FIRST_WALLET} + n % wallets as debit, ${FIRST_WALLET} + (n + wallets / 2) % wallets as credit
    from wish, head, generate_series(0, payments - 1) n
  )
  select batch, index, debit, credit, amount,
    payer.version + 2 * round + case when first_half then 1 else 2 end as debit_version,
    payer.minor - case when first_half then amount else 0 end as debit_balance,
    payee.version + 2 * round + case when first_half then 1 else 2 end as credit_version,
    payee.minor + case when first_half then amount else 0 end as credit_balance
  from place
  join balance payer on payer.number = place.debit
  join balance payee on payee.number = place.credit
  order by n`;

const batchesSql = (schema: string): string => `
  with wish as (select ?::int as payments, ?::int as batch_size),
  head as (select number, epoch, at, hash from ${schema}.batches order by number desc limit 1)
  insert into ${schema}.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
  select head.number + 1 + n, head.epoch, size, size, head.at,
    case when n = 0 then head.hash else sha256(convert_to((head.number + n)::text, 'UTF8')) end,
    sha256(convert_to((head.number + 1 + n)::text, 'UTF8'))
  from wish, head, generate_series(0, (payments - 1) / batch_size) n
  cross join lateral (select least(batch_size, payments - n * batch_size) as size) counted`;

const entriesSql = (schema: string): string => `
  insert into ${schema}.entries (batch, business_date, index, id, fingerprint, purpose, reference)
  select batch, (select business_date from ${schema}.entries order by batch desc, index desc limit 1), index,
    gen_random_uuid(), gen_random_uuid(), 'payment',
    jsonb_build_object('order', substr(md5(batch::text || index::text), 1, 10),
      'terminal', substr(md5(index::text || batch::text), 1, 30))
  from payment`;

const postingsSql = (schema: string): string => `
  insert into ${schema}.postings (batch, index, leg, debit, credit, amount, debit_version, debit_balance,
    credit_version, credit_balance)
  select batch, index, 0, debit, credit, amount, debit_version, debit_balance, credit_version, credit_balance
  from payment`;

/** What the server does by itself when rows come at their usual pace. */
export async function tidyJournal(database: Database, schema: string): Promise<void> {
  await database.raw(`vacuum (analyze) ${schema}.batches, ${schema}.entries, ${schema}.postings`);
}

/** These are written all over, a page for each row; building them afterwards takes a tenth of the time. */
const SCATTERED_INDEXES = ['entries_id', 'postings_debit', 'postings_credit'];

/** Fills without the indexes that are slow to fill row by row, and builds them again. */
export async function withIndexesAfterwards(
  database: Database,
  schema: string,
  fill: () => Promise<void>,
): Promise<void> {
  const { rows } = await database.raw<{ rows: { name: string; definition: string }[] }>(
    'select indexname as name, indexdef as definition from pg_indexes where schemaname = ? and indexname = any(?)',
    [schema, SCATTERED_INDEXES],
  );
  for (const { name } of rows) await database.raw(`drop index ${schema}.${name}`);
  await fill();
  await withTrx(database, async (trx) => {
    await trx.raw(`set local maintenance_work_mem = '2GB'`);
    for (const { definition } of rows) await trx.raw(definition);
  });
}

export async function journalBytes(database: Database, schema: string): Promise<number> {
  const { rows } = await database.raw<{ rows: { bytes: bigint }[] }>(
    `select sum(pg_total_relation_size(c.oid))::bigint as bytes from pg_class c
    where c.relnamespace = ?::regnamespace and c.relname = any(?::text[])`,
    [schema, ['batches', 'entries', 'postings']],
  );
  return Number(rows[0]?.bytes ?? 0n);
}

/** Any process of the server, and what the server is. */
export async function describeServer(database: Database): Promise<{ pid: number; version: string }> {
  const { rows } = await database.raw<{ rows: { pid: number; version: string }[] }>(
    `select pg_backend_pid() as pid, current_setting('server_version') as version`,
  );
  return rows[0] ?? { pid: 0, version: 'unknown' };
}

/** Starts a measurement with the same debt of dirty pages as the last one: none. */
export async function writeDirtyPages(database: Database): Promise<void> {
  await database.raw('checkpoint');
}
