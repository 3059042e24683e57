import type { Migration } from '../../src/migration.ts';

/** Tables that lost a column in which people's words lay open. */
const LOST_WORDS = ['residents', 'devices', 'top_ups'] as const;

/**
 * A dropped column is only hidden: what it held stays in each row, and in every copy of the files, until the row is
 * written again. So all rows of these tables are written again, once, without it (PostgreSQL manual, CLUSTER).
 */
export const droppedWordsLeaveTheFiles: Migration = {
  name: '096-dropped-words-leave-the-files',
  up: async (knex, schema) => {
    for (const table of LOST_WORDS) await knex.raw(`cluster ${schema}.${table} using ${table}_pkey`);
  },
};
