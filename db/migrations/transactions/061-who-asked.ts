import type { Migration } from '../../src/migration.ts';

/** Which device asked for a transfer, who charged a payment, and whose a failed payment of a shop's code was. */
export const whoAsked: Migration = {
  name: '061-who-asked',
  up: async (knex) => {
    await knex.raw(`
      -- Null: with a token of the sandbox, which belongs to no device, or before this was written down.
      alter table transactions.transfers add column device_id uuid references transactions.devices;

      -- The API key (k) or cashier (c), by the last eight digits of its id; null before this was written down, and
      -- in the list also for what a resident paid with a shop's code.
      alter table transactions.staged_payments add column charged_by text check (charged_by ~ '^[kc][0-9a-z]{8}$');
      alter table transactions.payments add column charged_by text;

      -- The journal does not say who asked for what was refused: of a shop's code it is said here.
      create table transactions.failed_shop_payments (
        payment_id     uuid primary key,
        wallet_account uuid not null references transactions.wallets (account),
        device_id      uuid references transactions.devices
      );
    `);
  },
};
