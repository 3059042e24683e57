import pg from 'pg';

/** A connection to look around with: it writes nothing, and no question takes longer than a few seconds. */
export interface LookingDatabase {
  /** @throws Error of PostgreSQL or of the network */
  rows<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 5_000;

/** @throws Error when there is no way in */
export async function openDatabase(connectionString: string): Promise<LookingDatabase> {
  const client = new pg.Client({
    connectionString,
    application_name: 'tamsui-doctor',
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    options: '-c default_transaction_read_only=on',
  });
  // A connection that breaks fails the question under way; that is enough.
  client.on('error', () => undefined);
  await client.connect();
  return {
    rows: async (sql, values = []) => (await client.query(sql, [...values])).rows,
    close: () => client.end(),
  };
}

const NOT_THERE = ['42P01', '3F000'];
const NOT_ALLOWED = '42501';

/** Whether PostgreSQL says that a table or schema does not exist. */
export const isNotThere = (error: unknown): boolean => NOT_THERE.includes(codeOf(error));

/** Whether PostgreSQL says that this user may not look. */
export const isNotAllowed = (error: unknown): boolean => codeOf(error) === NOT_ALLOWED;

export function codeOf(error: unknown): string {
  return error instanceof Error ? String((error as NodeJS.ErrnoException).code ?? '') : '';
}
