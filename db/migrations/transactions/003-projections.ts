import type { Migration } from '../../src/migration.ts';

/** What the ledger's feed says, in the shape that lists need. All of it can be thrown away and read again. */
export const projections: Migration = {
  name: '003-projections',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.feed_positions (
        name  text primary key,
        batch bigint not null,
        index integer not null
      );
      insert into transactions.feed_positions (name, batch, index) values ('payments', 0, 0);

      -- No foreign keys: the feed stands on its own, and a row that nothing here explains must still be seen.
      create table transactions.payments (
        id              uuid primary key,
        payable_account uuid not null,
        wallet_account  uuid not null,
        terminal_id     uuid not null,
        order_reference text not null,
        amount_minor    bigint not null check (amount_minor > 0),
        currency        text not null,
        created_at      timestamptz not null,
        business_date   date not null,
        batch           bigint not null,
        index           integer not null,
        unique (batch, index)
      );
      create index payments_of_merchant on transactions.payments (payable_account, batch desc, index desc);
      create index payments_by_order on transactions.payments (payable_account, order_reference, batch desc, index desc);

      create table transactions.refunds (
        id              uuid primary key,
        payment_id      uuid not null,
        payable_account uuid not null,
        reason          text,
        amount_minor    bigint not null check (amount_minor > 0),
        currency        text not null,
        created_at      timestamptz not null,
        business_date   date not null,
        batch           bigint not null,
        index           integer not null,
        unique (batch, index)
      );
      create index refunds_of_payment on transactions.refunds (payment_id, batch desc, index desc);
    `);
  },
};
