import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Writes to dist/ what is packed: JavaScript that Node runs as it is, and its types. Inside the workspace the sources are
// used, so nobody there needs it.

const PACKAGE = join(import.meta.dirname, '..');
const DIST = join(PACKAGE, 'dist');
const RELATIVE_SOURCE = /(from |import\()(['"]\.{1,2}\/[^'"]+)\.ts(['"])/g;

rmSync(DIST, { recursive: true, force: true });
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
  cwd: PACKAGE,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// The compiler names the JavaScript in JavaScript, and still the sources in declarations: these are not packed.
for (const name of readdirSync(DIST, { recursive: true })) {
  if (!name.endsWith('.d.ts')) continue;
  const file = join(DIST, name);
  writeFileSync(file, readFileSync(file, 'utf8').replace(RELATIVE_SOURCE, '$1$2.js$3'));
}
