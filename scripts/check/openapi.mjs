import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const PRINTER = join(ROOT, 'services/transactions/dist/print-openapi.js');
const LINTER = join(ROOT, 'node_modules/@redocly/cli/bin/cli.js');
const LARGEST_DOCUMENT = 16 * 1024 * 1024;
/** The linter looks at a file and talks to nobody. */
const QUIET = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** Writes the description of the public API, and lets the linter judge it. */
const folder = mkdtempSync(join(tmpdir(), 'tamsui-openapi-'));
try {
  const document = run([PRINTER], 'pipe');
  if (document.status === 0) {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, document.stdout);
    const config = join(ROOT, 'redocly.yaml');
    process.exitCode = run([LINTER, 'lint', '--config', config, file], 'inherit').status ?? 1;
  } else process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(args, stdout) {
  return spawnSync(process.execPath, args, {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, ...QUIET },
    maxBuffer: LARGEST_DOCUMENT,
  });
}
