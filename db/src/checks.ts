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

/** The files of this prefix are written for this schema and run for each book. */
const BOOK_FILES = { prefix: 'book-', schema: 'book_main' };

export interface CheckOptions {
  /** Schemas of the books to be checked. */
  readonly books?: readonly string[];
  readonly folder?: string;
}

/** Runs every file of `db/checks`: one invariant each, as a query that finds what breaks it. */
export async function runChecks(
  connectionString: string,
  { books = [BOOK_FILES.schema], folder = CHECKS_FOLDER }: CheckOptions = {},
): Promise<CheckResult[]> {
  const knex = knexFactory({ client: 'pg', connection: { connectionString }, pool: { min: 0, max: 1 } });
  try {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
    const results: CheckResult[] = [];
    for (const file of files) {
      for (const { check, sql } of checksOf(file, await readFile(`${folder}/${file}`, 'utf8'), books)) {
        const { rows } = await knex.raw<{ rows: Record<string, unknown>[] }>(sql);
        results.push({ check, violations: rows.slice(0, MAX_ROWS_SHOWN) });
      }
    }
    return results;
  } finally {
    await knex.destroy();
  }
}

interface Check {
  readonly check: string;
  readonly sql: string;
}

/** A file about a book is one check for each book; that of `book_main` keeps the file's name. */
function checksOf(file: string, sql: string, books: readonly string[]): Check[] {
  const check = file.replace('.sql', '');
  if (!file.startsWith(BOOK_FILES.prefix)) return [{ check, sql }];
  return books.map((book) => ({
    check: book === BOOK_FILES.schema ? check : `${check} of ${book}`,
    sql: sql.replaceAll(BOOK_FILES.schema, book),
  }));
}
