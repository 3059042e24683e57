import knexFactory, { type Knex } from 'knex';
import pg from 'pg';
import type { Logger } from '../logger.ts';
import { readInt8AsBigint } from './int8.ts';
import { isWarning } from './warning.ts';

export type Database = Knex;

export interface DatabaseOptions {
  readonly connectionString: string;
  /** Name shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize: number;
  readonly logger: Logger;
  /** A statement that takes longer is cancelled by the server (10,000). */
  readonly statementTimeoutMs?: number;
}

const ACQUIRE_TIMEOUT_MS = 5_000;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_IN_TRX_TIMEOUT_MS = 30_000;

/**
 * A pool of connections. Time limits are the server's: the driver's own `query_timeout` neither cancels the
 * statement nor frees the connection, so the next borrower would wait behind it.
 */
export function createDatabase(options: DatabaseOptions): Database {
  readInt8AsBigint(pg.types);
  return knexFactory({
    client: 'pg',
    connection: {
      connectionString: options.connectionString,
      application_name: options.applicationName,
      // Statements here are short and look up by index: compiling one would cost more than running it.
      options: '-c jit=off',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: options.statementTimeoutMs ?? 10_000,
      idle_in_transaction_session_timeout: IDLE_IN_TRX_TIMEOUT_MS,
      keepAlive: true,
    },
    pool: {
      min: 0,
      max: options.poolSize,
      afterCreate: (client: pg.Client, done: (error: Error | null, client: pg.Client) => void) => {
        watchNotices(client, options.logger);
        done(null, client);
      },
    },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    // Otherwise the message of every failed statement has the values in it: names, PINs' hashes, tokens.
    compileSqlOnError: false,
    log: knexLog(options.logger),
  });
}

/** knex would write to the console. What it calls an error is also thrown, and logged by whoever catches it. */
function knexLog(logger: Logger): Knex.Logger {
  return {
    error: (message: unknown) => logger.debug({ message }, 'the query builder failed'),
    warn: (message: unknown) => logger.warn({ message }, 'the query builder warned'),
    deprecate: (method: string, alternative: string) =>
      logger.warn({ method, alternative }, 'deprecated call'),
    debug: (message: unknown) => logger.trace({ message }, 'query'),
  };
}

/** A warning such as "committed locally, but might not have been replicated" comes as a notice beside a success. */
function watchNotices(client: pg.Client, logger: Logger): void {
  client.on('notice', (notice) => {
    if (isWarning(notice.code))
      logger.warn({ code: notice.code, notice: notice.message }, 'database warning');
  });
}
