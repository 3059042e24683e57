import { renameSync, writeFileSync } from 'node:fs';

/** Writes JSON that only we may read, whole or not at all. */
export function writePrivateFile(file: string, content: unknown): void {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}
