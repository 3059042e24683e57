import type { Migration } from '../../src/migration.ts';

/** Codes that a phone makes by itself, without a network. */
export const offlineCodes: Migration = {
  name: '041-offline-codes',
  up: async (knex) => {
    await knex.raw(`
      -- What a code calls the device. Drawn by lot, so that an alias says nothing about anybody.
      create table transactions.offline_code_devices (
        device_id  uuid primary key references transactions.devices,
        alias      text not null unique check (alias ~ '^[0-9]{8}$'),
        created_at timestamptz not null
      );

      -- A use is written before the ledger is asked, and counts until the ledger is known to have refused it.
      create table transactions.offline_code_uses (
        payment_id     uuid primary key,
        fingerprint    text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
        device_id      uuid not null references transactions.offline_code_devices,
        step           bigint not null,
        wallet_account uuid not null,
        amount_minor   bigint not null check (amount_minor > 0),
        used_at        timestamptz not null,
        outcome        text check (outcome in ('posted', 'refused'))
      );
      -- Whoever shows one code at ten tills uses up one allowance.
      create unique index offline_code_uses_of_step on transactions.offline_code_uses (device_id, step)
        where outcome is distinct from 'refused';
      create index offline_code_uses_of_wallet on transactions.offline_code_uses (wallet_account, used_at)
        where outcome is distinct from 'refused';

      -- The caps in force are the newest that have begun. Counted over the last 24 hours and the last 30 days.
      create table transactions.offline_code_policies (
        currency       text not null check (currency ~ '^[A-Z]{3}$'),
        effective_from timestamptz not null,
        single_minor   bigint not null check (single_minor > 0),
        day_minor      bigint not null check (day_minor >= single_minor),
        day_count      integer not null check (day_count > 0),
        month_minor    bigint not null check (month_minor >= day_minor),
        month_count    integer not null check (month_count >= day_count),
        primary key (currency, effective_from)
      );

      -- What PayPay began its offline mode with (5,000 yen each, 10,000 and twice in 24 hours, 50,000 and ten times in
      -- 30 days), at five yen to the dollar of Taiwan.
      insert into transactions.offline_code_policies
             (currency, effective_from, single_minor, day_minor, day_count, month_minor, month_count)
      values ('TWD', '2026-01-01T00:00:00Z', 100000, 200000, 2, 1000000, 10);
    `);
  },
};
