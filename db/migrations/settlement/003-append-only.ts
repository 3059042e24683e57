import type { Migration } from '../../src/migration.ts';

const HISTORY = [
  'closed_days',
  'lines',
  'payouts',
  'run_lines',
  'payout_entries',
  'payment_files',
  'payout_bank_answers',
];

/** What a merchant or a bank was told stays as it was told, whoever asks the database to change it. */
export const appendOnly: Migration = {
  name: '003-append-only',
  async up(knex, schema) {
    await knex.raw(`
      create function ${schema}.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '%.% is append-only', tg_table_schema, tg_table_name using errcode = 'restrict_violation';
      end $$`);
    for (const table of HISTORY) {
      await knex.raw(`
        create trigger append_only before update or delete or truncate on ${schema}.${table}
          for each statement execute function ${schema}.refuse_change()`);
    }
    await knex.raw(`
      create trigger never_removed before delete or truncate on ${schema}.runs
        for each statement execute function ${schema}.refuse_change()`);
  },
};
