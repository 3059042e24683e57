import type { Migration } from '../../src/migration.ts';

/** Erasing a person, and a copy of all that is kept of one, look for rows by whose they are. */
export const waysToAPerson: Migration = {
  name: '083-ways-to-a-person',
  up: async (knex) => {
    await knex.raw(`
      -- Those that have ended are never removed, so there are far more than live.
      create index token_families_of_device on transactions.token_families (device_id, id);
      create index sign_ins_of_resident on transactions.sign_ins (resident_id) where resident_id is not null;
    `);
  },
};
