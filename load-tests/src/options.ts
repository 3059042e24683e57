import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly json: boolean;
  /** Under a minute, with fewer rounds and shorter journals. */
  readonly quick: boolean;
  /** Takes the growth ratio at 50 million postings instead of 5. */
  readonly grow: boolean;
  /** A folder with another checkout to compare with; undefined compares with the yardstick. */
  readonly against: string | undefined;
  /** A server of your own; undefined starts the embedded one. */
  readonly databaseUrl: string | undefined;
}

export type ParsedOptions =
  | { readonly ok: true; readonly name: string; readonly options: BenchOptions }
  | { readonly ok: false };

/** Reads the words behind `npm run bench --`. */
export function parseOptions(words: readonly string[]): ParsedOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        grow: { type: 'boolean', default: false },
        against: { type: 'string' },
        'database-url': { type: 'string' },
      },
    });
    const [name, ...rest] = positionals;
    if (name === undefined || rest.length > 0) return { ok: false };
    const { json, quick, grow, against, 'database-url': databaseUrl } = values;
    return { ok: true, name, options: { json, quick, grow, against, databaseUrl } };
  } catch {
    // An option that does not exist; the usage says which do.
    return { ok: false };
  }
}
