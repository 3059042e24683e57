import type { Migration } from '../../src/migration.ts';

export const sandboxBankMigrations: readonly Migration[] = [];
