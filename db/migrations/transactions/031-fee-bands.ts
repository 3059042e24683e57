import type { Migration } from '../../src/migration.ts';

/** What merchants pay, by business day. A band is announced once and stays, so that any past fee can be worked out again. */
export const feeBands: Migration = {
  name: '031-fee-bands',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.fee_bands (
        merchant_id    uuid not null references transactions.merchants,
        sequence       integer not null check (sequence >= 0),
        basis_points   integer not null check (basis_points >= 0 and basis_points <= 10000),
        effective_from date not null,
        announced_by   text not null,
        announced_at   timestamptz not null,
        primary key (merchant_id, sequence)
      );
      insert into transactions.fee_bands
        select id, 0, fee_basis_points, created_at::date, 'operator', created_at from transactions.merchants;
      alter table transactions.merchants drop fee_basis_points;

      create trigger fee_bands_append_only before update or delete or truncate on transactions.fee_bands
        for each statement execute function transactions.refuse_change_of_history();
    `);
  },
};
