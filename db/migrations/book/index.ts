import type { Migration } from '../../src/migration.ts';
import { journal } from './001-journal.ts';

export const bookMigrations: readonly Migration[] = [journal];
