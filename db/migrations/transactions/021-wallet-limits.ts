import type { Migration } from '../../src/migration.ts';

/** What wallets may do: the class they are in, and their holders' own limits. The ledger enforces it. */
export const walletLimits: Migration = {
  name: '021-wallet-limits',
  up: async (knex) => {
    await knex.raw(`
      -- A change is written here first and then told to the ledger; until it has answered, the revision is not applied,
      -- and no other change begins.
      create table transactions.wallet_limits (
        wallet_id            uuid primary key references transactions.wallets,
        -- Name of a policy in the ledger; null where the city has no classes.
        account_class        text,
        single_minor         bigint check (single_minor > 0),
        day_minor            bigint check (day_minor > 0),
        month_minor          bigint check (month_minor > 0),
        -- A raise that waits. Without pending_from the other three say nothing.
        pending_from         timestamptz,
        pending_single_minor bigint check (pending_single_minor > 0),
        pending_day_minor    bigint check (pending_day_minor > 0),
        pending_month_minor  bigint check (pending_month_minor > 0),
        revision             integer not null check (revision >= 0),
        applied_revision     integer not null check (applied_revision between 0 and revision),
        -- The revision that brought a policy of the wallet's own; null while it is under its class's.
        own_since            integer check (own_since between 1 and revision),
        changed_at           timestamptz not null,
        breakpoints          timestamptz[] not null default '{}',
        -- Fingerprint of the city's rules that the revision was made from.
        rules                text not null,
        -- How often its holder changed it on this date.
        changes_on           date,
        changes              integer not null default 0
      );
      create index wallet_limits_to_apply on transactions.wallet_limits (wallet_id) where applied_revision < revision;
      create index wallet_limits_by_rules on transactions.wallet_limits (rules) where own_since is not null;
    `);
  },
};
