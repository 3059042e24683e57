import type { Migration } from '../../src/migration.ts';

/** A fault that a sandbox made up is remembered for a day; this finds those that are older. */
export const simulatedFaultsAreForgotten: Migration = {
  name: '097-simulated-faults-are-forgotten',
  up: async (knex) => {
    await knex.raw('create index simulated_faults_by_time on transactions.simulated_faults (met_at)');
  },
};
