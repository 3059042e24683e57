import type { Migration } from '../../src/migration.ts';

/**
 * The journal of one book: batches, entries, postings, written once and never changed; the accounts with their last
 * checkpoint; and the view that adds what came after it.
 */
export const journal: Migration = {
  name: '001-journal',
  up: async (knex, schema) => {
    await knex.raw(tables(schema));
    await knex.raw(appendOnly(schema));
    await knex.raw(balances(schema));
    await knex.raw(genesis(schema));
  },
};

const tables = (schema: string): string => `
create table ${schema}.batches (
  number bigint primary key,
  epoch integer not null,
  entry_count integer not null check (entry_count >= 0),
  posting_count integer not null check (posting_count >= 0),
  at timestamptz(3) not null,
  previous_hash bytea not null check (octet_length(previous_hash) = 32),
  hash bytea not null check (octet_length(hash) = 32)
);
create index batches_at on ${schema}.batches (at);

-- Columns stand in the order that wastes no bytes on alignment.
-- What is only ever added at the end leaves no room for more in between: those keys fill their pages.
create table ${schema}.entries (
  batch bigint not null,
  business_date date not null,
  index smallint not null check (index >= 0),
  id uuid not null,
  -- 128 bits of SHA-256 over what was asked for; a uuid column is the shortest way to keep 16 bytes.
  fingerprint uuid not null,
  once uuid,
  refunds uuid,
  hold uuid,
  purpose text not null,
  -- Null when it was posted.
  refusal jsonb,
  reference jsonb not null,
  detail jsonb,
  primary key (batch, index) with (fillfactor = 100)
);
create unique index entries_id on ${schema}.entries (id);
create unique index entries_once on ${schema}.entries (once) where once is not null and refusal is null;
create index entries_refunds on ${schema}.entries (refunds) where refunds is not null and refusal is null;
create index entries_hold on ${schema}.entries (hold) where hold is not null and refusal is null;
create index entries_account on ${schema}.entries ((detail->>'account'))
  where detail->>'account' is not null and refusal is null;
create index entries_hold_expiry on ${schema}.entries ((detail->>'expires_at')) where purpose = 'hold' and refusal is null;
create index entries_policy_set on ${schema}.entries (batch, index) where purpose = 'policy_set' and refusal is null;
create index entries_business_day_closed on ${schema}.entries (batch)
  where purpose = 'business_day_closed' and refusal is null;

create table ${schema}.postings (
  batch bigint not null,
  index smallint not null,
  leg smallint not null,
  -- Numbers of accounts: four bytes are enough for two thousand million, and a posting is written with two of them.
  debit integer not null,
  credit integer not null check (credit <> debit),
  amount bigint not null check (amount > 0),
  debit_version bigint not null,
  -- Balances are credits less debits, for every kind of account.
  debit_balance bigint not null,
  credit_version bigint not null,
  credit_balance bigint not null,
  primary key (batch, index, leg) with (fillfactor = 100)
);
create unique index postings_debit on ${schema}.postings (debit, debit_version);
create unique index postings_credit on ${schema}.postings (credit, credit_version);

-- An account and its counters as of a committed batch; what came after is in the journal.
create table ${schema}.accounts (
  number bigint primary key check (number <= 2147483647),
  id uuid not null unique,
  kind text not null check (kind in ('asset', 'liability', 'income', 'expense')),
  currency text not null,
  floor bigint,
  debits bigint not null default 0,
  credits bigint not null default 0,
  version bigint not null default 0,
  as_of_batch bigint not null
) with (fillfactor = 70);

-- One row: every account's counters are those after this batch, except of accounts opened later.
create table ${schema}.checkpoint (
  singleton boolean primary key default true check (singleton),
  batch bigint not null
);

-- One row: how often a process has taken the lead.
create table ${schema}.leadership (
  singleton boolean primary key default true check (singleton),
  epoch integer not null
);
`;

const appendOnly = (schema: string): string => `
create function ${schema}.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only: % on % is refused', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;
${['batches', 'entries', 'postings']
  .map(
    (table) => `
create trigger ${table}_append_only before update or delete or truncate on ${schema}.${table}
  for each statement execute function ${schema}.refuse_change();`,
  )
  .join('')}
`;

const balances = (schema: string): string => `
create view ${schema}.balances as
with tail as (
  select account, sum(debit) as debits, sum(credit) as credits, count(*) as versions
  from (
    select debit as account, amount as debit, 0::bigint as credit from ${schema}.postings
    where batch > (select batch from ${schema}.checkpoint)
    union all
    select credit, 0::bigint, amount from ${schema}.postings
    where batch > (select batch from ${schema}.checkpoint)
  ) moves group by account
)
select a.number, a.id, a.kind, a.currency,
  (a.debits + coalesce(t.debits, 0))::bigint as debits,
  (a.credits + coalesce(t.credits, 0))::bigint as credits,
  (a.version + coalesce(t.versions, 0))::bigint as version
from ${schema}.accounts a
left join tail t on t.account = a.number;
`;

/** Batch 0 has no entries. Its hash is the book's name, so that no batch fits into another book. */
const genesis = (schema: string): string => `
insert into ${schema}.batches (number, epoch, entry_count, posting_count, at, previous_hash, hash)
values (0, 0, 0, 0, 'epoch', decode(repeat('00', 32), 'hex'), sha256(convert_to('tamsui-book:${schema}', 'UTF8')));
insert into ${schema}.checkpoint (batch) values (0);
insert into ${schema}.leadership (epoch) values (0);
`;
