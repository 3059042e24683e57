import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-codes.ts';

/** What is remembered between two calls. */
export interface Settings {
  readonly url?: string | undefined;
  readonly api_key?: string | undefined;
  /** The till that takes payments unless another is named. */
  readonly terminal?: string | undefined;
}

const SETTING_NAMES = ['url', 'api_key', 'terminal'] as const;

const OWNER_ALONE = 0o600;
const FOLDER_OF_OWNER = 0o700;
const OTHERS = 0o077;

/** @throws CliError when it cannot be read, is no such file, or others may read the key in it */
export function readSettings(file: string): Settings {
  const text = readIfThere(file);
  if (text === undefined) return {};
  refuseIfOpen(file);
  const settings = parse(text);
  if (settings !== undefined) return settings;
  throw new CliError({
    code: 'config_file_malformed',
    message: `${file} is not what tamsui writes: it must be a JSON object of texts named ${SETTING_NAMES.join(', ')}.`,
    hint: `Delete it and run: tamsui login`,
    exitCode: EXIT.local,
  });
}

/** Writes them whole or not at all, for the owner's eyes alone. @throws CliError when it cannot */
export function writeSettings(file: string, settings: Settings): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: FOLDER_OF_OWNER });
    const unfinished = `${file}.new`;
    rmSync(unfinished, { force: true });
    writeFileSync(unfinished, `${JSON.stringify(settings, null, 2)}\n`, { mode: OWNER_ALONE, flag: 'wx' });
    // The mode above passes through the umask; this one does not.
    chmodSync(unfinished, OWNER_ALONE);
    renameSync(unfinished, file);
  } catch (error) {
    throw localError('config_file_not_written', file, error);
  }
}

/** Whether others than the owner may read the file. Windows keeps no such bits. */
export function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && (statSync(file).mode & OTHERS) !== 0;
}

function refuseIfOpen(file: string): void {
  if (!isOpenToOthers(file)) return;
  throw new CliError({
    code: 'config_file_open_to_others',
    message: `${file} may be read by others, and it holds an API key.`,
    hint: `Run: chmod 600 ${file}   If somebody may have read it, make a new key.`,
    exitCode: EXIT.local,
  });
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw localError('config_file_not_read', file, error);
  }
}

function parse(text: string): Settings | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const named = SETTING_NAMES.map((name) => [name, (value as Record<string, unknown>)[name]] as const);
  if (named.some(([, setting]) => setting !== undefined && typeof setting !== 'string')) return undefined;
  return Object.fromEntries(named.filter(([, setting]) => setting !== undefined)) as Settings;
}

function localError(code: string, file: string, cause: unknown): CliError {
  const { code: reason, message } = cause as NodeJS.ErrnoException;
  return new CliError({
    code,
    message: `${file}: ${reason ?? message}`,
    exitCode: EXIT.local,
    cause,
  });
}
