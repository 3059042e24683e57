import type { Migration } from '../../src/migration.ts';

/** The last words of residents that lay open in the database, and so in every backup of it. */
export const nothingPersonalInPlain: Migration = {
  name: '082-nothing-personal-in-plain',
  up: async (knex) => {
    await knex.raw(`
      -- What a resident calls a device, closed with the resident's key; null once the resident was erased. Names that were
      -- told before cannot be closed here, where there is no key, and go.
      alter table transactions.devices
        drop column name,
        add column sealed_name bytea;

      -- Whatever a phone chose as its key. The id is made from it and says the same.
      alter table transactions.top_ups drop column idempotency_key;
      create index top_ups_of_resident on transactions.top_ups (resident_id, id);
    `);
  },
};
