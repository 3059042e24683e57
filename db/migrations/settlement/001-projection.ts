import type { Migration } from '../../src/migration.ts';

/** What settlement needs of a book's journal, and how far it has read. */
export const projection: Migration = {
  name: '001-projection',
  async up(knex, schema) {
    await knex.raw(`
      create table ${schema}.feed_positions (
        book text primary key,
        batch bigint not null check (batch >= 0),
        entry_index integer not null check (entry_index >= 0)
      )`);
    await knex.raw(`
      create table ${schema}.closed_days (
        book text not null,
        business_date date not null,
        batch bigint not null,
        entry_index integer not null,
        closed_at timestamptz not null,
        primary key (book, business_date)
      )`);
    // A refund names the payment that it gives back; a payment names none.
    await knex.raw(`
      create table ${schema}.lines (
        entry uuid primary key,
        book text not null,
        batch bigint not null,
        entry_index integer not null,
        kind text not null check (kind in ('payment', 'refund')),
        payable_account uuid not null,
        business_date date not null,
        occurred_at timestamptz not null,
        currency text not null,
        amount_minor bigint not null check (amount_minor > 0),
        original uuid,
        order_reference text,
        terminal text,
        unique (book, batch, entry_index),
        check ((kind = 'refund') = (original is not null))
      )`);
    await knex.raw(`
      create index lines_by_day_and_account
        on ${schema}.lines (book, business_date, payable_account, batch, entry_index)`);
    await knex.raw(`create index lines_by_original on ${schema}.lines (original) where original is not null`);
  },
};
