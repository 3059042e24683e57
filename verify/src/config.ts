import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What the verifier is asked to do. */
export interface Wish {
  readonly kind: 'journal' | 'proof' | 'help';
  readonly asJson: boolean;
  readonly book: string;
  readonly connectionString: string | undefined;
  readonly proofFile: string;
  /** PEM file of the notary's public key. */
  readonly keyFile: string;
  readonly headsFile: string | undefined;
}

const ROOT = join(import.meta.dirname, '../..');

/**
 * Reads the command line and, for what it leaves open, the environment and the local city's files. The only reader of
 * the environment here.
 * @throws TypeError that names an option which nobody knows
 */
export function readWish(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Wish {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      book: { type: 'string', default: 'main' },
      proof: { type: 'string' },
      key: { type: 'string' },
      heads: { type: 'string' },
    },
  });
  if (!/^[a-z][a-z0-9_]{0,30}$/.test(values.book)) throw new TypeError(`no book has the name ${values.book}`);
  const city = env.TAMSUI_DATA || join(ROOT, '.tamsui');
  const { auditorUrl, notaryFolder = join(city, 'notary') } = readCity(city);
  const cityHeads = join(notaryFolder, 'heads.jsonl');
  const isOfCity = env.DATABASE_URL === undefined || env.DATABASE_URL === '';
  return {
    kind: values.help ? 'help' : values.proof === undefined ? 'journal' : 'proof',
    asJson: values.json,
    book: values.book,
    connectionString: env.DATABASE_URL || auditorUrl,
    proofFile: values.proof ?? '',
    keyFile: values.key ?? join(notaryFolder, 'key.pem.pub'),
    headsFile: values.heads ?? (isOfCity && existsSync(cityHeads) ? cityHeads : undefined),
  };
}

interface CityFacts {
  readonly auditorUrl?: string;
  readonly notaryFolder?: string;
}

/** While the local city runs, this file says how its auditor reads the journal and where the notary's files are. */
function readCity(city: string): CityFacts {
  const file = join(city, 'city.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CityFacts) : {};
}
