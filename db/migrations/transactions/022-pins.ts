import type { Migration } from '../../src/migration.ts';

/** PINs, as hashes with a pepper that is not in the database, and how often they were tried. */
export const pins: Migration = {
  name: '022-pins',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.pins (
        resident_id  uuid primary key references transactions.residents,
        pin_hash     text not null check (pin_hash like '$argon2id$%'),
        pepper_id    text not null,
        set_at       timestamptz not null,
        -- Wrong ones in a row. An attempt counts as wrong from the moment it is made until it proves right.
        failures     integer not null default 0 check (failures >= 0),
        -- Lock-outs in a row; each is longer than the one before.
        lockouts     integer not null default 0 check (lockouts >= 0),
        locked_until timestamptz
      );
    `);
  },
};
