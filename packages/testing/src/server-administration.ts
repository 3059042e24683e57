import pg from 'pg';

/** Runs one statement that cannot stand in a trx, such as CREATE DATABASE, on a connection of its own. */
export async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
