import type { Migration } from '../../src/migration.ts';

/**
 * What somebody with a cap gave back of a payment, written before the ledger is asked: small refunds are added up, one at
 * a time. A row stays when the ledger posted the refund, and when nobody knows yet.
 */
export const cappedRefunds: Migration = {
  name: '051-capped-refunds',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.capped_refunds (
        refund_id    uuid primary key,
        payment_id   uuid not null,
        actor        text not null,
        amount_minor bigint not null check (amount_minor > 0),
        created_at   timestamptz not null
      );
      create index capped_refunds_by_payment on transactions.capped_refunds (payment_id, actor);
    `);
  },
};
