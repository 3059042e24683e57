import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Made by machines, or by others. */
const SKIPPED_FOLDERS = new Set([
  'node_modules',
  'dist',
  '.git',
  '.tamsui',
  'coverage',
  '.stryker-tmp',
  'generated',
]);

export interface SourceFile {
  /** Below the root, with slashes. */
  readonly path: string;
  readonly text: string;
}

/** Every file of the repository whose name ends like one of these. */
export function readFiles(...endings: readonly string[]): SourceFile[] {
  return listFiles(ROOT)
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFiles(path);
    return [relative(ROOT, path)];
  });
}

/** `path:line: text` of every line that matches. The pattern must not be global. */
export function findLines(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );
}
