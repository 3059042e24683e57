import type { Migration } from '../../src/migration.ts';

/** What is known of people, apart from everything else and unreadable without a key that is not in the database. */
export const personalData: Migration = {
  name: '020-personal-data',
  up: async (knex) => {
    await knex.raw(`
      -- A key for each person, closed with a key of the house (kek). Destroying it erases the person. Back this table
      -- up apart from the others, and not for long: a restored key brings back what was erased.
      create table transactions.personal_keys (
        resident_id uuid primary key references transactions.residents,
        kek_id      text not null,
        wrapped_key bytea,
        created_at  timestamptz not null,
        erased_at   timestamptz,
        check ((wrapped_key is null) = (erased_at is not null))
      );
      create index personal_keys_by_kek on transactions.personal_keys (kek_id) where wrapped_key is not null;

      create table transactions.personal_values (
        resident_id uuid not null references transactions.residents,
        field       text not null check (field in ('name', 'bank_account', 'phone_number')),
        sealed      bytea not null,
        updated_at  timestamptz not null,
        primary key (resident_id, field)
      );

      -- A keyed hash of a value leads to whose it is.
      create table transactions.personal_lookups (
        field       text not null check (field in ('phone_number')),
        digest      bytea not null check (octet_length(digest) = 32),
        resident_id uuid not null references transactions.residents,
        primary key (field, digest)
      );
      create index personal_lookups_of_resident on transactions.personal_lookups (resident_id);

      -- Names and bank accounts are in the vault now, also the account that a top-up is debited from.
      alter table transactions.residents
        drop column name,
        drop column bank_account,
        add column assurance text not null default 'gold' check (assurance in ('general', 'gold'));
      alter table transactions.residents alter column assurance drop default;
      alter table transactions.top_ups
        drop column debtor_account,
        add column sealed_debtor_account bytea;
    `);
  },
};
