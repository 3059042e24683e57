import { MIGRATIONS_TABLE, schemaSteps } from '@tamsui/db/schemas';
import { isNotAllowed, isNotThere, type LookingDatabase } from './database.ts';
import { broken, type Finding, ok, skipped, warning } from './finding.ts';

const CHECK = 'migrations';
/** A list is for reading; what is missing in whole is seen from its beginning. */
const SHOWN = 5;

/** Whether the schemas are as the programs of this version expect them. */
export async function lookAtMigrations(
  database: LookingDatabase,
  books: readonly string[],
): Promise<Finding> {
  const missing: string[] = [];
  const unknown: string[] = [];
  for (const { schema, steps } of schemaSteps(books)) {
    const done = await stepsDone(database, schema);
    if (done === 'not allowed') {
      const todo = 'Give DATABASE_URL of the user who owns the schemas.';
      return skipped(CHECK, `This user may not read which steps schema ${schema} has behind it`, todo);
    }
    const names = steps.map(({ name }) => name);
    missing.push(...names.filter((name) => !done.includes(name)).map((name) => `${schema}/${name}`));
    unknown.push(...done.filter((name) => !names.includes(name)).map((name) => `${schema}/${name}`));
  }
  return judgeSteps(missing, unknown);
}

/** Exported for a test: no database is newer than the program that tests it. */
export function judgeSteps(missing: readonly string[], unknown: readonly string[]): Finding {
  if (missing.length > 0) {
    return broken(
      CHECK,
      `The database is older than the programs: ${shown(missing)} did not run`,
      'Stop the services, back up, then migrate: DATABASE_URL=… LEDGER_BOOKS=main node db/dist/main.js   (`npm start` does so by itself)',
      { facts: { missing } },
    );
  }
  if (unknown.length > 0) {
    const text = `The database is newer than this program: it knows nothing of ${shown(unknown)}`;
    return warning(CHECK, text, 'Run the programs, this one too, of the version that migrated it.', {
      facts: { unknown },
    });
  }
  return ok(CHECK, 'Every schema is up to date');
}

async function stepsDone(
  database: LookingDatabase,
  schema: string,
): Promise<readonly string[] | 'not allowed'> {
  try {
    // A schema's name comes from our own list, or from LEDGER_BOOKS: quoted, it is a name and nothing else.
    const table = `"${schema.replaceAll('"', '""')}".${MIGRATIONS_TABLE}`;
    const rows = await database.rows<{ name: string }>(`select name from ${table} order by name`);
    return rows.map(({ name }) => name);
  } catch (error) {
    if (isNotThere(error)) return [];
    if (isNotAllowed(error)) return 'not allowed';
    throw error;
  }
}

function shown(names: readonly string[]): string {
  const rest = names.length - SHOWN;
  return `${names.slice(0, SHOWN).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
