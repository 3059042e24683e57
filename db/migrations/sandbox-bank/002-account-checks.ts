import type { Migration } from '../../src/migration.ts';

/** How the bank answers whose account it is, when it misbehaves on purpose. */
export const accountChecks: Migration = {
  name: '002-account-checks',
  async up(knex, schema) {
    await knex.raw(`
      alter table ${schema}.misbehaviour add account_checks text not null default 'honest'
        check (account_checks in ('honest', 'late', 'hang_up', 'failing', 'garbled', 'mixed_up'));
    `);
  },
};
