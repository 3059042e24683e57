import type { Migration } from '../../src/migration.ts';

/** What a person may ask of us about themselves: who read it, a copy of it, the end of the wallet, and of the data. */
export const dataRights: Migration = {
  name: '080-data-rights',
  up: async (knex) => {
    await knex.raw(ERASURE);
    await knex.raw(ACCESSES);
    await knex.raw(EXPORTS);
    await knex.raw(CLOSINGS);
  },
};

const ERASURE = `
  -- How far the register of erasures, which lies apart from the database, had come when it was last seen from here.
  create table transactions.erasure_register (
    single      boolean primary key default true check (single),
    register_id uuid not null,
    entries     bigint not null check (entries >= 0),
    hash        bytea not null check (octet_length(hash) = 32)
  );
  create index personal_keys_erased on transactions.personal_keys (erased_at) where erased_at is not null;
`;

const ACCESSES = `
  -- Who read what is known of a person, and why: written before whoever asked hears it. No foreign key, since asking
  -- for somebody who is not there has to cost the same. Nothing that was read is in it, and no free text.
  create table transactions.record_accesses (
    id             uuid primary key,
    resident_id    uuid not null,
    reader         text not null check (reader in ('operator', 'service', 'resident')),
    -- One of the operator's staff, or one of our services; null for another resident.
    reader_name    text check ((reader_name is null) = (reader = 'resident')),
    purpose        text not null check (purpose ~ '^[a-z][a-z_]{1,39}$'),
    case_reference text check (case_reference ~ '^[A-Za-z0-9][A-Za-z0-9-]{0,39}$'),
    fields         text[] not null check (cardinality(fields) > 0),
    accessed_at    timestamptz not null
  );
  create index record_accesses_of_resident on transactions.record_accesses (resident_id, id desc);
  create trigger record_accesses_append_only
    before update or delete or truncate on transactions.record_accesses
    for each statement execute function transactions.refuse_change_of_history();
`;

const EXPORTS = `
  -- requested, then running under a lease, which whoever has it renews; ready until it expires.
  create table transactions.data_exports (
    id           uuid primary key,
    resident_id  uuid not null references transactions.residents,
    status       text not null check (status in ('requested', 'running', 'ready', 'failed', 'expired')),
    requested_at timestamptz not null,
    lease_until  timestamptz check ((lease_until is not null) = (status = 'running')),
    -- Each take of the lease has a number, so that a runner that lost it cannot finish it.
    attempts     integer not null default 0 check (attempts >= 0),
    finished_at  timestamptz check ((finished_at is not null) = (status in ('ready', 'failed', 'expired'))),
    expires_at   timestamptz check (expires_at is not null or status <> 'ready'),
    bytes        integer check (bytes > 0),
    sha256       bytea check (octet_length(sha256) = 32)
  );
  create unique index data_exports_one_at_a_time on transactions.data_exports (resident_id)
    where status in ('requested', 'running');
  create index data_exports_of_resident on transactions.data_exports (resident_id, id desc);
  create index data_exports_to_work_on on transactions.data_exports (requested_at)
    where status in ('requested', 'running');
  create index data_exports_to_expire on transactions.data_exports (expires_at) where status = 'ready';

  -- Closed with the person's own key: erasing the person is erasing these, too.
  create table transactions.data_export_archives (
    export_id uuid primary key references transactions.data_exports,
    sealed    bytea not null
  );

  -- Public keys that archives were signed with, for ever: people keep their archives.
  create table transactions.data_export_keys (
    key_id     text primary key,
    x          text not null unique,
    created_at timestamptz not null
  );
  create trigger data_export_keys_append_only
    before update or delete or truncate on transactions.data_export_keys
    for each statement execute function transactions.refuse_change_of_history();
`;

const CLOSINGS = `
  -- paying_out: frozen, and what is left goes to the resident's own bank account · closed: for ever ·
  -- returned: the bank did not take the money, it is back, and the wallet is open again.
  create table transactions.wallet_closings (
    id           uuid primary key,
    resident_id  uuid not null references transactions.residents,
    wallet_id    uuid not null references transactions.wallets,
    state        text not null check (state in ('paying_out', 'closed', 'returned')),
    requested_at timestamptz not null,
    finished_at  timestamptz check ((finished_at is null) = (state = 'paying_out')),
    -- Why the bank gave the money back, in its own words.
    bank_reason  text check (bank_reason is null or state = 'returned'),
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null
  );
  create unique index wallet_closings_one on transactions.wallet_closings (wallet_id) where state <> 'returned';
  create index wallet_closings_of_resident on transactions.wallet_closings (resident_id, id desc);
  create index wallet_closings_to_work_on on transactions.wallet_closings (next_attempt_at) where state = 'paying_out';
  create index wallet_closings_to_erase on transactions.wallet_closings (finished_at) where state = 'closed';

  -- One for each time that there was money left: fixed, then posted in the ledger, then answered by the bank.
  create table transactions.closing_payouts (
    closing_id      uuid not null references transactions.wallet_closings,
    round           integer not null check (round >= 1),
    amount_minor    bigint not null check (amount_minor > 0),
    currency        text not null check (currency ~ '^[A-Z]{3}$'),
    -- Name and account, closed with the person's key; null once the person was erased.
    sealed_creditor bytea,
    state           text not null check (state in ('fixed', 'posted', 'paid', 'refused', 'returned')),
    bank_reason     text check (bank_reason is null or state = 'returned'),
    created_at      timestamptz not null,
    primary key (closing_id, round)
  );

  alter table transactions.wallet_freezes
    drop constraint wallet_freezes_placed_by_check,
    drop constraint wallet_freezes_lifted_by_check,
    add constraint wallet_freezes_placed_by_check
      check (placed_by in ('device', 'sign_in', 'operator', 'closing')),
    add constraint wallet_freezes_lifted_by_check check (lifted_by in ('sign_in', 'operator', 'closing')),
    -- What a closing holds, nothing else lets go.
    add constraint wallet_freezes_closing_check
      check (lifted_by is null or (placed_by = 'closing') = (lifted_by = 'closing'));
`;
