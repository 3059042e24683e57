import type { Migration } from '../../src/migration.ts';

export const settlementMigrations: readonly Migration[] = [];
