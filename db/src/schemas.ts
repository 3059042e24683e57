import { bookMigrations } from '../migrations/book/index.ts';
import { notaryMigrations } from '../migrations/notary/index.ts';
import { sandboxBankMigrations } from '../migrations/sandbox-bank/index.ts';
import { settlementMigrations } from '../migrations/settlement/index.ts';
import { transactionsMigrations } from '../migrations/transactions/index.ts';
import type { Migration } from './migration.ts';

export interface SchemaSteps {
  readonly schema: string;
  /** In their order. */
  readonly steps: readonly Migration[];
}

/** Where each schema notes the steps that it has behind it, in the column `name`. */
export const MIGRATIONS_TABLE = 'migrations';

/** Every schema of the house with the steps that make it, in the order in which they are brought up to date. */
export function schemaSteps(books: readonly string[]): SchemaSteps[] {
  return [
    ...books.map((schema) => ({ schema, steps: bookMigrations })),
    { schema: 'transactions', steps: transactionsMigrations },
    { schema: 'settlement', steps: settlementMigrations },
    { schema: 'sandbox_bank', steps: sandboxBankMigrations },
    { schema: 'notary', steps: notaryMigrations },
  ];
}
