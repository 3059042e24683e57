import type { Migration } from '../../src/migration.ts';
import { bank } from './001-bank.ts';
import { accountChecks } from './002-account-checks.ts';

/** In the order in which they run; append only. */
export const sandboxBankMigrations: readonly Migration[] = [bank, accountChecks];
