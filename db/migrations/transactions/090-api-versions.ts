import type { Migration } from '../../src/migration.ts';

/**
 * Which version of the API a key, a cashier's session and the words of an event keep. What was there before, and what
 * processes write that know of no versions yet, is of the first one: hence the defaults, which stay.
 */
export const apiVersions: Migration = {
  name: '090-api-versions',
  up: async (knex) => {
    await knex.raw(`
      alter table transactions.api_keys add column api_version text not null default '2026-11-24';
      alter table transactions.cashier_sessions add column api_version text not null default '2026-11-24';
      -- In whose words merchant_data and resident_data are: what was told once is never written anew.
      alter table transactions.events add column api_version text not null default '2026-11-24';
    `);
  },
};
