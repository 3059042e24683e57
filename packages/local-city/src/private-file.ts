import { renameSync, writeFileSync } from 'node:fs';

/** Writes JSON that only we may read, whole or not at all. */
export function writePrivateFile(file: string, content: unknown): void {
  writePrivateText(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** Writes a text that only we may read, whole or not at all. */
export function writePrivateText(file: string, text: string): void {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, text, { mode: 0o600 });
  renameSync(unfinished, file);
}
