import type { Migration } from '../../src/migration.ts';

/** What is told to the outside, once and in one order, and how far the journal has been told. */
export const events: Migration = {
  name: '070-events',
  up: async (knex) => {
    await knex.raw(`
      -- One row. Whoever writes events locks it until COMMIT, so that sequences become visible in their order: a reader
      -- that has seen one will never find a smaller one appear later.
      create table transactions.event_head (
        only_row      boolean primary key default true check (only_row),
        last_sequence bigint not null,
        -- The last entry of the journal that events were written of. It never goes back, not even when lists are built anew.
        batch         bigint not null,
        index         integer not null
      ) with (fillfactor = 50);
      -- What was booked before there were events is not told.
      insert into transactions.event_head (last_sequence, batch, index)
        select 0, batch, index from transactions.feed_positions where name = 'payments';

      -- What is told to a merchant and what is told to a resident are two texts, and neither is made from the other: json,
      -- not jsonb, so that members keep their order. No names of people, no free text of theirs.
      create table transactions.events (
        sequence       bigint primary key,
        id             uuid not null unique,
        type           text not null check (type ~ '^[a-z_]{1,40}[.][a-z_]{1,40}$'),
        object_type    text not null check (object_type ~ '^[a-z_]{1,40}$'),
        object_id      uuid not null,
        object_version integer not null check (object_version >= 1),
        merchant_id    uuid,
        merchant_data  json check ((merchant_data is null) = (merchant_id is null)),
        resident_id    uuid,
        resident_data  json check ((resident_data is null) = (resident_id is null)),
        created_at     timestamptz not null,
        unique (object_id, object_version),
        check (merchant_id is not null or resident_id is not null)
      );
      create index events_of_merchant on transactions.events (merchant_id, sequence) where merchant_id is not null;
      create index events_of_resident on transactions.events (resident_id, sequence) where resident_id is not null;
      create trigger events_append_only
        before update or delete or truncate on transactions.events
        for each statement execute function transactions.refuse_change_of_history();
    `);
  },
};
