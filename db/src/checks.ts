import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import knexFactory from 'knex';

/** The rows that break one invariant; none means it holds. */
export interface CheckResult {
  readonly check: string;
  readonly violations: readonly Record<string, unknown>[];
}

const CHECKS_FOLDER = fileURLToPath(new URL('../checks', import.meta.url));
/** A check that fails is shown by its first rows, not by all of them. */
const MAX_ROWS_SHOWN = 20;

/** Runs every file of `db/checks`: one invariant each, as a query that finds what breaks it. */
export async function runChecks(connectionString: string, folder = CHECKS_FOLDER): Promise<CheckResult[]> {
  const knex = knexFactory({ client: 'pg', connection: { connectionString }, pool: { min: 0, max: 1 } });
  try {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
    const results: CheckResult[] = [];
    for (const file of files) {
      const sql = await readFile(`${folder}/${file}`, 'utf8');
      const { rows } = await knex.raw<{ rows: Record<string, unknown>[] }>(sql);
      results.push({ check: file.replace('.sql', ''), violations: rows.slice(0, MAX_ROWS_SHOWN) });
    }
    return results;
  } finally {
    await knex.destroy();
  }
}
