import { findDumpPrograms } from './dump-program.ts';
import { dumpRows, restoreRows } from './dump-rows.ts';

/** A way to copy schemas of a database into a file, as text, and from there into an empty database. */
export interface DumpWay {
  /** Which it is, for the title of a test. */
  readonly name: string;
  dump(url: string, file: string, schemas: readonly string[]): Promise<void>;
  restore(url: string, file: string, schemas: readonly string[]): Promise<void>;
}

/** Needs no program. */
export const ROWS_AS_JSON: DumpWay = { name: 'rows as JSON', dump: dumpRows, restore: restoreRows };

/** PostgreSQL's own way where its programs are; the embedded server comes without them. */
export async function findDumpWay(url: string): Promise<DumpWay> {
  return (await findDumpPrograms(url)) ?? ROWS_AS_JSON;
}
