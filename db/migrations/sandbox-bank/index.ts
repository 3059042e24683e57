import type { Migration } from '../../src/migration.ts';
import { bank } from './001-bank.ts';

/** In the order in which they run; append only. */
export const sandboxBankMigrations: readonly Migration[] = [bank];
