import type { Migration } from '../../src/migration.ts';

/**
 * A payout that the book refuses is held, and stops nobody else's. Later runs try it again, one at a time: a run that took
 * it over has a hold or the entry of it when it is posted. So an entry says which run's file pays it.
 */
export const heldPayouts: Migration = {
  name: '004-held-payouts',
  async up(knex, schema) {
    await knex.raw(`
      create table ${schema}.payout_retries (
        payout uuid not null references ${schema}.payouts,
        run uuid not null references ${schema}.runs,
        primary key (payout, run)
      )`);
    await knex.raw(`create index payout_retries_by_run on ${schema}.payout_retries (run)`);
    await knex.raw(`
      create table ${schema}.payout_holds (
        payout uuid not null references ${schema}.payouts,
        run uuid not null references ${schema}.runs,
        reason text not null,
        held_at timestamptz not null,
        primary key (payout, run)
      )`);
    for (const table of ['payout_retries', 'payout_holds']) {
      await knex.raw(`
        create trigger append_only before update or delete or truncate on ${schema}.${table}
          for each statement execute function ${schema}.refuse_change()`);
    }
    await knex.raw(`
      alter table ${schema}.payout_entries add column run uuid references ${schema}.runs;
      alter table ${schema}.payout_entries disable trigger append_only;
      update ${schema}.payout_entries posted set run = payout.run
        from ${schema}.payouts payout where payout.id = posted.payout;
      alter table ${schema}.payout_entries enable trigger append_only;
      alter table ${schema}.payout_entries alter column run set not null;
      create index payout_entries_by_run on ${schema}.payout_entries (run)`);
  },
};
