import type { Migration } from '../../src/migration.ts';

/** Requests of a sandbox that have met the fault which their amount stands for, so that the next try goes through. */
export const simulatedFaults: Migration = {
  name: '095-simulated-faults',
  up: async (knex) => {
    await knex.raw(`
      create table transactions.simulated_faults (
        request_id uuid primary key,
        met_at     timestamptz not null
      );
    `);
  },
};
