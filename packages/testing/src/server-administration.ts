import pg from 'pg';

/** Runs one statement that cannot stand in a trx, such as CREATE DATABASE, on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  await rowsOf(url, statement);
}

/** Asks one thing on a connection of its own, as a test does that looks behind what a service says. */
export async function rowsOf<Row extends object>(
  url: string,
  query: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(query, [...values])).rows;
  } finally {
    await client.end();
  }
}
