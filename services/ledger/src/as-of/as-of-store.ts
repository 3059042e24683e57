import type { Database } from '@tamsui/platform/database';

export interface BatchRow {
  readonly number: bigint;
  readonly at: Date;
}

/** The last batch that stood at an instant. Instants never go back from batch to batch, so there is one. */
export async function findBatchAt(
  database: Database,
  schema: string,
  at: Date,
): Promise<BatchRow | undefined> {
  const { rows } = await database.raw<{ rows: BatchRow[] }>(
    `select number, at from ${schema}.batches where at <= ?::timestamptz order by at desc, number desc limit 1`,
    [at.toISOString()],
  );
  return rows[0];
}

export async function findBatch(
  database: Database,
  schema: string,
  number: bigint,
): Promise<BatchRow | undefined> {
  const { rows } = await database.raw<{ rows: BatchRow[] }>(
    `select number, at from ${schema}.batches where number = ?::bigint`,
    [number.toString()],
  );
  return rows[0];
}
