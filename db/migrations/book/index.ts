import type { Migration } from '../../src/migration.ts';

export const bookMigrations: readonly Migration[] = [];
