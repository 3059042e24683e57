import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import type { Logger } from 'pino';

/** Where a statement runs: the pool, or a trx. */
export type Database = Knex;

const MAX_CONNECTIONS = 10;
const ACQUIRE_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 15_000;
const IDLE_IN_TRX_TIMEOUT_MS = 15_000;
const INT8_OID = 20;

/** int8 as bigint, for these connections alone: the parsers of the driver are shared by the whole process. */
const types: Knex.PgCustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === INT8_OID ? BigInt : pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text'),
};

/** What knex has to say, for example of a connection that broke while idle, goes to the log and not to stdout. */
function knexLogger(log: Logger): Knex.Logger {
  const warn = (message: unknown): void => log.warn({ knex: message }, 'knex');
  return {
    warn,
    error: warn,
    deprecate: warn,
    debug: (message: unknown) => log.debug({ knex: message }, 'knex'),
  };
}

/** Opens a pool lazily: the bank starts without PostgreSQL and answers 503 until it is there. */
export function connectDatabase(databaseUrl: string, log: Logger): Database {
  return knexFactory({
    client: 'pg',
    connection: {
      connectionString: databaseUrl,
      application_name: 'tamsui-sandbox-bank',
      connectionTimeoutMillis: ACQUIRE_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRX_TIMEOUT_MS,
      keepAlive: true,
      types,
    },
    pool: { min: 0, max: MAX_CONNECTIONS },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    // An error's message then has the statement without its values.
    compileSqlOnError: false,
    log: knexLogger(log),
  });
}

/** A parameter of a statement; bigints travel as text, columns of many rows as arrays for `unnest`. */
export type Parameter = Knex.RawBinding | readonly (string | number | null)[];

/** The rows of one statement. `?` marks a parameter; nothing else may carry a value into the text. */
export async function queryRows<Row>(
  database: Database,
  sql: string,
  parameters: readonly Parameter[] = [],
): Promise<Row[]> {
  // knex hands arrays to pg as they are, nulls included; only its type leaves such arrays out.
  const bindings = parameters as readonly Knex.RawBinding[];
  const result = await database.raw<{ rows: Row[] }>(sql, bindings);
  return result.rows;
}

/**
 * Runs `work` in one trx. The last statement fails when an earlier one did and its error was swallowed: a
 * COMMIT would then roll back and still look like success, since knex does not read its command tag.
 */
export async function withTrx<Value>(
  database: Database,
  work: (trx: Database) => Promise<Value>,
): Promise<Value> {
  return database.transaction(async (trx) => {
    const value = await work(trx);
    await trx.raw('set constraints all immediate');
    return value;
  });
}
