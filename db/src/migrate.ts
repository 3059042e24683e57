import knexFactory, { type Knex } from 'knex';
import { bookMigrations } from '../migrations/book/index.ts';
import { notaryMigrations } from '../migrations/notary/index.ts';
import { sandboxBankMigrations } from '../migrations/sandbox-bank/index.ts';
import { settlementMigrations } from '../migrations/settlement/index.ts';
import { transactionsMigrations } from '../migrations/transactions/index.ts';
import type { Migration } from './migration.ts';

export interface MigrateOptions {
  readonly connectionString: string;
  /** Schemas of the books to bring up to date; each is one self-balanced ledger. */
  readonly books?: readonly string[];
}

const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,40}$/;

/**
 * Brings every schema up to date, each in its own order, and returns the names of the steps that ran.
 * knex locks its migration table, so processes that start together do not step on each other.
 */
export async function migrate({
  connectionString,
  books = ['book_main'],
}: MigrateOptions): Promise<string[]> {
  const knex = knexFactory({ client: 'pg', connection: { connectionString }, pool: { min: 0, max: 2 } });
  try {
    const ran: string[] = [];
    for (const book of books) ran.push(...(await migrateSchema(knex, book, bookMigrations)));
    ran.push(...(await migrateSchema(knex, 'transactions', transactionsMigrations)));
    ran.push(...(await migrateSchema(knex, 'settlement', settlementMigrations)));
    ran.push(...(await migrateSchema(knex, 'sandbox_bank', sandboxBankMigrations)));
    ran.push(...(await migrateSchema(knex, 'notary', notaryMigrations)));
    return ran;
  } finally {
    await knex.destroy();
  }
}

async function migrateSchema(
  knex: Knex,
  schema: string,
  migrations: readonly Migration[],
): Promise<string[]> {
  if (!SCHEMA_NAME.test(schema)) throw new RangeError(`not a schema name: ${JSON.stringify(schema)}`);
  await knex.raw(`create schema if not exists ${schema}`);
  const [, ran] = (await knex.migrate.latest({
    schemaName: schema,
    tableName: 'migrations',
    migrationSource: sourceOf(schema, migrations),
  })) as [number, string[]];
  return ran.map((name) => `${schema}/${name}`);
}

function sourceOf(schema: string, migrations: readonly Migration[]): Knex.MigrationSource<Migration> {
  return {
    getMigrations: async () => [...migrations],
    getMigrationName: (migration) => migration.name,
    getMigration: async (migration) => ({
      up: (trx) => migration.up(trx, schema),
      down: async () => {
        throw new Error('migrations only go forward');
      },
    }),
  };
}
