import knexFactory, { type Knex } from 'knex';
import type { Migration } from './migration.ts';
import { MIGRATIONS_TABLE, schemaSteps } from './schemas.ts';

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
    for (const { schema, steps } of schemaSteps(books))
      ran.push(...(await migrateSchema(knex, schema, steps)));
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
    tableName: MIGRATIONS_TABLE,
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
