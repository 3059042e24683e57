import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// Packs the SDK for a project outside of the workspace: node packages/sdk/scripts/pack.mjs [FOLDER]. It is built before.

const ROOT = join(import.meta.dirname, '../../..');
const folder = resolve(process.argv[2] ?? '.');
const { packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
// Not by npm: it leaves `publishConfig.exports` where it is.
const { status } = spawnSync('npx', ['--yes', packageManager, 'pack', '--pack-destination', folder], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
