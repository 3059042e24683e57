import { writeFileSync } from 'node:fs';
import { CliError } from './cli-error.ts';
import { EXIT } from './exit-codes.ts';

const OWNER_ALONE = 0o600;

/** Writes a file for its owner's eyes. @throws CliError when there is one already, or it cannot be written */
export function writeNewFile(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { mode: OWNER_ALONE, flag: 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isThere = code === 'EEXIST';
    throw new CliError({
      code: isThere ? 'file_exists' : 'file_not_written',
      message: isThere ? `${file} is there already, and was left as it is.` : `${file}: ${code ?? message}`,
      hint: isThere ? 'Name another with --out.' : undefined,
      exitCode: EXIT.local,
      cause: error,
    });
  }
}
