import type { Migration } from '../../src/migration.ts';

/**
 * Nearly every event says that a payment was paid at once, and the payment says the same in its own row: of it nothing ever
 * changes. The two texts of such an event were two thirds of what it wrote, so they are not kept any more but printed from
 * the payment whenever somebody reads them (decisions/0020). What was told before keeps its texts.
 */
export const eventsOfPayments: Migration = {
  name: '100-events-of-payments',
  up: async (knex) => {
    await knex.raw(`
      alter table transactions.events
        drop constraint events_check,
        drop constraint events_check1,
        add constraint events_words_check check (
          (type = 'payment.succeeded' and object_version = 1 and merchant_data is null and resident_data is null)
          or ((merchant_data is null) = (merchant_id is null) and (resident_data is null) = (resident_id is null)));
      -- Of such a payment nothing else is ever told, so its versions need not be found.
      alter table transactions.events drop constraint events_object_id_object_version_key;
      create unique index events_versions on transactions.events (object_id, object_version)
        where merchant_data is not null or resident_data is not null;
      -- What such an event says must stay as it was: tills stay where they are, and shops keep their names.
      create trigger merchants_keep_names before update of name on transactions.merchants
        for each statement execute function transactions.refuse_change_of_history();
      create trigger stores_keep_names before update of name, merchant_id on transactions.stores
        for each statement execute function transactions.refuse_change_of_history();
      create trigger terminals_keep_stores before update of store_id on transactions.terminals
        for each statement execute function transactions.refuse_change_of_history();
    `);
  },
};
