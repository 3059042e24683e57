import type { Migration } from '../../src/migration.ts';

/**
 * The sandbox bank's books. Balances carry a check so that even a mistake cannot overdraw an account, entries and
 * statements refuse to change, and the running balance of an account's entries can be checked row by row.
 */
export const bank: Migration = {
  name: '001-bank',
  async up(knex, schema) {
    await knex.raw(`
      create table ${schema}.accounts (
        account_number text primary key check (account_number ~ '^[0-9A-Z]{6,34}$'),
        holder_name text not null,
        currency text not null,
        opening_balance_minor bigint not null check (opening_balance_minor >= 0),
        balance_minor bigint not null check (balance_minor >= 0),
        entry_count bigint not null check (entry_count >= 0),
        opened_at timestamptz not null
      );

      create table ${schema}.entries (
        account_number text not null references ${schema}.accounts,
        entry_number bigint not null check (entry_number > 0),
        kind text not null check (kind in ('opening', 'direct_debit', 'credit_transfer')),
        direction text not null check (direction in ('credit', 'debit')),
        amount_minor bigint not null check (amount_minor > 0),
        balance_minor bigint not null check (balance_minor >= 0),
        bank_reference text not null,
        end_to_end_id text,
        counterparty_account text,
        counterparty_name text,
        remittance text,
        booked_at timestamptz not null,
        primary key (account_number, entry_number)
      );

      create table ${schema}.direct_debits (
        id text primary key,
        position bigint not null generated always as identity unique,
        reference text not null unique,
        debtor_account text not null,
        creditor_account text not null references ${schema}.accounts,
        amount_minor bigint not null check (amount_minor > 0),
        currency text not null,
        description text,
        status text not null check (status in ('pending', 'succeeded', 'failed')),
        failure_code text,
        created_at timestamptz not null,
        booked_at timestamptz,
        check ((status = 'failed') = (failure_code is not null)),
        check ((status = 'pending') = (booked_at is null))
      );
      create index direct_debits_pending on ${schema}.direct_debits (position) where status = 'pending';

      create table ${schema}.payment_files (
        message_id text primary key,
        file_hash text not null,
        debtor_account text not null references ${schema}.accounts,
        received_at timestamptz not null
      );

      create table ${schema}.payouts (
        message_id text not null references ${schema}.payment_files,
        position integer not null check (position > 0),
        debtor_account text not null,
        end_to_end_id text not null,
        status text not null check (status in ('ACSC', 'RJCT')),
        reason text,
        primary key (message_id, position),
        check ((status = 'RJCT') = (reason is not null))
      );
      create unique index payouts_paid_once on ${schema}.payouts (debtor_account, end_to_end_id)
        where status = 'ACSC';

      create table ${schema}.statements (
        account_number text not null references ${schema}.accounts,
        sequence bigint not null check (sequence > 0),
        opening_balance_minor bigint not null,
        closing_balance_minor bigint not null,
        entry_count bigint not null check (entry_count >= 0),
        last_entry_number bigint not null check (last_entry_number >= 0),
        from_at timestamptz not null,
        to_at timestamptz not null,
        document bytea not null,
        primary key (account_number, sequence)
      );

      create table ${schema}.misbehaviour (
        only_row boolean primary key default true check (only_row),
        webhook_copies integer not null check (webhook_copies between 1 and 5),
        webhook_delay_ms integer not null check (webhook_delay_ms between 0 and 60000),
        drop_webhooks boolean not null
      );
      insert into ${schema}.misbehaviour (webhook_copies, webhook_delay_ms, drop_webhooks) values (1, 0, false);

      create table ${schema}.deliveries (
        id text primary key,
        body text not null,
        copies integer not null check (copies > 0),
        status text not null check (status in ('waiting', 'delivered', 'dropped', 'abandoned')),
        attempt_count integer not null,
        next_attempt_at timestamptz not null,
        created_at timestamptz not null,
        finished_at timestamptz,
        last_problem text
      );
      create index deliveries_waiting on ${schema}.deliveries (next_attempt_at) where status = 'waiting';

      create function ${schema}.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name;
      end $$;
      create trigger entries_append_only before update or delete or truncate on ${schema}.entries
        for each statement execute function ${schema}.refuse_change();
      create trigger statements_append_only before update or delete or truncate on ${schema}.statements
        for each statement execute function ${schema}.refuse_change();
    `);
  },
};
