import type { Migration } from '../../src/migration.ts';

/**
 * Each payment was written into five indexes, and nobody looks one up by its place in the journal alone. That a page of the feed
 * is written once is held by the feed's position and by the payment's own id.
 */
export const lighterPayments: Migration = {
  name: '099-lighter-payments',
  up: async (knex) => {
    await knex.raw('alter table transactions.payments drop constraint payments_batch_index_key');
  },
};
