import type { Migration } from '../../src/migration.ts';

/** Codes that a shop shows for one sale. */
export const shopCodes: Migration = {
  name: '040-shop-codes',
  up: async (knex) => {
    await knex.raw(`
      -- The id is what a payment spends in the ledger, and so a code is paid at most once. From closed_at on, which is
      -- never before expires_at, no payment of it begins.
      create table transactions.shop_codes (
        id              uuid primary key,
        merchant_id     uuid not null references transactions.merchants,
        terminal_id     uuid not null references transactions.terminals,
        amount_minor    bigint not null check (amount_minor > 0),
        currency        text not null check (currency ~ '^[A-Z]{3}$'),
        order_reference text not null,
        text            text not null,
        fingerprint     text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
        created_at      timestamptz not null,
        expires_at      timestamptz not null check (expires_at > created_at),
        closed_at       timestamptz check (closed_at >= expires_at)
      );

      -- Written before the ledger is asked. So whoever closes a code knows which payments of it may be under way.
      create table transactions.shop_code_attempts (
        payment_id   uuid primary key,
        shop_code_id uuid not null references transactions.shop_codes,
        fingerprint  text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
        started_at   timestamptz not null,
        outcome      text check (outcome in ('posted', 'refused'))
      );
      create unique index shop_code_paid_by on transactions.shop_code_attempts (shop_code_id)
        where outcome = 'posted';
      create index shop_code_attempts_undecided on transactions.shop_code_attempts (shop_code_id, started_at)
        where outcome is null;
    `);
  },
};
