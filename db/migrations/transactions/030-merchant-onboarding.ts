import type { Migration } from '../../src/migration.ts';

/** How somebody becomes a merchant, and who did what for one. What happened is never changed afterwards. */
export const merchantOnboarding: Migration = {
  name: '030-merchant-onboarding',
  up: async (knex) => {
    await knex.raw(`
      create function transactions.refuse_change_of_history() returns trigger language plpgsql as $$
      begin
        raise exception 'rows of %.% are never changed or removed', tg_table_schema, tg_table_name;
      end $$;

      -- A number belongs to one merchant that is live; whoever merely applies holds nobody up.
      alter table transactions.merchants
        add kind text not null default 'organisation' check (kind in ('organisation', 'personal')),
        add business_number text unique check (business_number ~ '^[0-9]{8}$');

      alter table transactions.stores add closed_at timestamptz;
      alter table transactions.terminals add closed_at timestamptz;

      create table transactions.merchant_applications (
        id                    uuid primary key,
        token_hash            bytea not null unique check (octet_length(token_hash) = 32),
        kind                  text not null check (kind in ('organisation', 'personal')),
        name                  text not null check (char_length(name) >= 1 and char_length(name) <= 100),
        business_number       text check (business_number ~ '^[0-9]{8}$'),
        payout_holder_name    text not null,
        payout_bank_code      text not null check (payout_bank_code ~ '^[0-9A-Z]{3,11}$'),
        payout_account_number text not null check (payout_account_number ~ '^[0-9A-Z]{6,34}$'),
        state                 text not null check (state in
                                ('submitted', 'in_review', 'approved', 'live', 'rejected', 'withdrawn')),
        account_check         text check (account_check in ('match', 'no_match', 'unknown', 'late')),
        reviewed_by           text check (reviewed_by is not null or state not in ('in_review', 'approved', 'live')),
        approved_by           text check (approved_by is not null or state not in ('approved', 'live')),
        fee_basis_points      integer check (fee_basis_points >= 0 and fee_basis_points <= 10000),
        rejection_reason      text check ((rejection_reason is not null) = (state = 'rejected')),
        merchant_id           uuid unique references transactions.merchants,
        created_at            timestamptz not null,
        check ((kind = 'organisation') = (business_number is not null)),
        check ((approved_by is null) = (fee_basis_points is null)),
        check ((merchant_id is not null) = (state = 'live')),
        -- Two people, whatever the code above says.
        check (approved_by <> reviewed_by)
      );
      create index merchant_applications_by_state on transactions.merchant_applications (state, id);

      create table transactions.merchant_application_steps (
        application_id uuid not null references transactions.merchant_applications,
        sequence       integer not null check (sequence >= 0),
        step           text not null,
        state          text not null,
        -- 'applicant', or one of the operator's staff.
        actor          text not null check (actor in ('applicant', 'operator')),
        staff          text check ((staff is not null) = (actor = 'operator')),
        facts          jsonb not null,
        at             timestamptz not null,
        primary key (application_id, sequence)
      );
      create trigger merchant_application_steps_append_only
        before update or delete or truncate on transactions.merchant_application_steps
        for each statement execute function transactions.refuse_change_of_history();

      -- What was done to a merchant's stores, tills, keys, cashiers and fee, and by whom: 'operator', or the public id
      -- of a key, a cashier or an application.
      create table transactions.merchant_events (
        id          uuid primary key,
        merchant_id uuid not null references transactions.merchants,
        actor       text not null,
        action      text not null,
        subject     text not null,
        facts       jsonb not null,
        at          timestamptz not null
      );
      create index merchant_events_of_merchant on transactions.merchant_events (merchant_id, id);
      create trigger merchant_events_append_only
        before update or delete or truncate on transactions.merchant_events
        for each statement execute function transactions.refuse_change_of_history();
    `);
  },
};
