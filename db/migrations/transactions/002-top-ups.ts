import type { Migration } from '../../src/migration.ts';

/** Money on its way from a resident's bank, and what the bank said that did not fit. */
export const topUps: Migration = {
  name: '002-top-ups',
  up: async (knex) => {
    await knex.raw(`
      -- requested: the bank has not been heard · pending: it knows the order · confirmed: it has the money,
      -- the ledger is to be told · succeeded: credited · failed: no money moved. Only ever forward.
      create table transactions.top_ups (
        id               uuid primary key,
        resident_id      uuid not null references transactions.residents,
        wallet_account   uuid not null references transactions.wallets (account),
        idempotency_key  text not null,
        fingerprint      text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
        reference        text not null unique check (reference ~ '^[A-Za-z0-9_-]{1,35}$'),
        amount_minor     bigint not null check (amount_minor > 0),
        currency         text not null check (currency ~ '^[A-Z]{3}$'),
        debtor_account   text not null,
        creditor_account text not null,
        status           text not null check (status in ('requested', 'pending', 'confirmed', 'succeeded', 'failed')),
        failure_code     text check ((failure_code is not null) = (status = 'failed')),
        created_at       timestamptz not null,
        finished_at      timestamptz check ((finished_at is not null) = (status in ('succeeded', 'failed'))),
        attempts         integer not null default 0,
        next_attempt_at  timestamptz not null,
        unique (resident_id, idempotency_key)
      );
      create index top_ups_to_work_on on transactions.top_ups (next_attempt_at)
        where status in ('requested', 'pending', 'confirmed');

      -- What a bank told us and we did not act on, kept for a person to look at.
      create table transactions.bank_disagreements (
        source      text primary key,
        reference   text not null,
        code        text not null,
        notice      jsonb not null,
        recorded_at timestamptz not null
      );
    `);
  },
};
