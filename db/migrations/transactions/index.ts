import type { Migration } from '../../src/migration.ts';

export const transactionsMigrations: readonly Migration[] = [];
