import type { Migration } from '../../src/migration.ts';
import { heads } from './001-heads.ts';

/** In the order in which they run; append only. */
export const notaryMigrations: readonly Migration[] = [heads];
