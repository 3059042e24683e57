import type { Migration } from '../../src/migration.ts';

/** What lets a merchant's servers and people in, for how long, and to do what. */
export const apiKeysAndCashiers: Migration = {
  name: '032-api-keys-and-cashiers',
  up: async (knex) => {
    await knex.raw(`
      alter table transactions.api_keys
        -- A key that was made before keys had scopes may do everything, as it could.
        add scopes text[] not null default
          '{payments:charge,payments:read,payments:refund,merchant:manage,cashiers:sign_in}',
        add expires_at timestamptz,
        add revoked_at timestamptz,
        add last_used_at timestamptz,
        add rotated_to uuid unique references transactions.api_keys;
      alter table transactions.api_keys alter scopes drop default;

      create table transactions.cashiers (
        id               uuid primary key,
        merchant_id      uuid not null references transactions.merchants,
        number           text not null check (number ~ '^[0-9]{1,8}$'),
        name             text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        role             text not null check (role in ('cashier', 'shift_lead', 'manager')),
        refund_cap_minor bigint check (refund_cap_minor > 0),
        pin_hash         text not null check (pin_hash like '$argon2id$%'),
        pepper_id        text not null,
        -- Wrong PINs in a row. An attempt counts as wrong from the moment it is made until it proves right.
        failures         integer not null default 0 check (failures >= 0),
        -- Lock-outs in a row; each is longer than the one before.
        lockouts         integer not null default 0 check (lockouts >= 0),
        locked_until     timestamptz,
        created_at       timestamptz not null,
        removed_at       timestamptz,
        check ((role = 'shift_lead') = (refund_cap_minor is not null))
      );
      -- The number of somebody who has left may be given to somebody else.
      create unique index cashiers_by_number on transactions.cashiers (merchant_id, number) where removed_at is null;
      create index cashiers_of_merchant on transactions.cashiers (merchant_id, id);

      create table transactions.cashier_sessions (
        token_hash  bytea primary key check (octet_length(token_hash) = 32),
        cashier_id  uuid not null references transactions.cashiers,
        terminal_id uuid not null references transactions.terminals,
        created_at  timestamptz not null,
        expires_at  timestamptz not null,
        ended_at    timestamptz
      );
      create index cashier_sessions_of_cashier on transactions.cashier_sessions (cashier_id) where ended_at is null;
      -- One cashier at a till at a time.
      create unique index cashier_sessions_of_terminal on transactions.cashier_sessions (terminal_id)
        where ended_at is null;
    `);
  },
};
