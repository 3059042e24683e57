import type { Migration } from '../../src/migration.ts';

/**
 * What the notary has signed, and the hash tree below it. Of the tree every complete subtree has one row: `index` is
 * its place among those of its level, level 0 being one batch. Nothing here ever changes.
 */
export const heads: Migration = {
  name: '001-heads',
  async up(knex, schema) {
    await knex.raw(`
      create table ${schema}.heads (
        book text not null,
        batch bigint not null check (batch >= 0),
        batch_hash bytea not null check (octet_length(batch_hash) = 32),
        batch_at timestamptz(3) not null,
        root bytea not null check (octet_length(root) = 32),
        signed_at timestamptz(3) not null,
        previous_head bytea not null check (octet_length(previous_head) = 32),
        hash bytea not null check (octet_length(hash) = 32),
        signature bytea not null check (octet_length(signature) = 64),
        primary key (book, batch),
        -- Two heads that follow the same one would be two histories.
        unique (book, previous_head)
      );

      create table ${schema}.nodes (
        book text not null,
        level smallint not null check (level >= 0),
        index bigint not null check (index >= 0),
        hash bytea not null check (octet_length(hash) = 32),
        primary key (book, level, index)
      );

      create function ${schema}.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
      end $$;
      create trigger append_only before update or delete or truncate on ${schema}.heads
        for each statement execute function ${schema}.refuse_change();
      create trigger append_only before update or delete or truncate on ${schema}.nodes
        for each statement execute function ${schema}.refuse_change();
    `);
  },
};
