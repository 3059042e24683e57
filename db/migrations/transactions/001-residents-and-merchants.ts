import type { Migration } from '../../src/migration.ts';

/** Who takes part in the city. Balances are nowhere here: they are the ledger's. */
export const residentsAndMerchants: Migration = {
  name: '001-residents-and-merchants',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.residents (
        id           uuid primary key,
        name         text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        bank_account text not null check (bank_account ~ '^[0-9A-Z]{6,34}$'),
        created_at   timestamptz not null
      );

      -- An account is opened in the ledger before its row is written here: no wallet is without one.
      create table transactions.wallets (
        id          uuid primary key,
        resident_id uuid not null references transactions.residents,
        account     uuid not null unique,
        currency    text not null check (currency ~ '^[A-Z]{3}$'),
        created_at  timestamptz not null,
        unique (resident_id, currency)
      );

      -- Only hashes of tokens are kept. The unique index is the way in.
      create table transactions.resident_tokens (
        token_hash  bytea primary key check (octet_length(token_hash) = 32),
        resident_id uuid not null references transactions.residents,
        created_at  timestamptz not null
      );

      create table transactions.merchants (
        id                    uuid primary key,
        name                  text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        fee_basis_points      integer not null check (fee_basis_points >= 0 and fee_basis_points <= 10000),
        payout_holder_name    text not null,
        payout_bank_code      text not null check (payout_bank_code ~ '^[0-9A-Z]{3,11}$'),
        payout_account_number text not null check (payout_account_number ~ '^[0-9A-Z]{6,34}$'),
        payable_account       uuid not null unique,
        currency              text not null check (currency ~ '^[A-Z]{3}$'),
        created_at            timestamptz not null
      );

      create table transactions.stores (
        id          uuid primary key,
        merchant_id uuid not null references transactions.merchants,
        name        text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        created_at  timestamptz not null
      );
      create index stores_of_merchant on transactions.stores (merchant_id, id);

      create table transactions.terminals (
        id         uuid primary key,
        store_id   uuid not null references transactions.stores,
        name       text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        created_at timestamptz not null
      );
      create index terminals_of_store on transactions.terminals (store_id, id);

      create table transactions.api_keys (
        id          uuid primary key,
        merchant_id uuid not null references transactions.merchants,
        name        text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        prefix      text not null,
        token_hash  bytea not null unique check (octet_length(token_hash) = 32),
        created_at  timestamptz not null
      );
      create index api_keys_of_merchant on transactions.api_keys (merchant_id, id);
    `);
  },
};
