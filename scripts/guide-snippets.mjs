import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Writes what the guides of the API quote: the regions of the apps that play a day with the SDK in a test. With --check it
// writes nothing, and fails when what is there is not what would be written.

const ROOT = join(import.meta.dirname, '..');
const APPS = join(ROOT, 'test/flows/sdk-day');
const TARGET = 'services/transactions/src/docs/guides/generated/snippets.ts';
const HEAD = '// Generated from the apps in test/flows/sdk-day: node scripts/guide-snippets.mjs\n';
const APP = /-(app|server)\.ts$/;
const REGION = /^ *\/\/ #region ([a-z-]+)\n([\s\S]*?)^ *\/\/ #endregion$/gm;

const regions = readdirSync(APPS)
  .filter((name) => APP.test(name))
  .sort()
  .flatMap((name) => [...readFileSync(join(APPS, name), 'utf8').matchAll(REGION)])
  .map(([, name, text]) => [name, dedent(text)]);
const names = regions.map(([name]) => name);
const twice = names.find((name, index) => names.indexOf(name) !== index);
if (twice !== undefined) throw new Error(`two regions are called ${twice}`);

const lines = regions.map(([name, text]) => `  ${JSON.stringify(name)}: ${JSON.stringify(text)},\n`);
const written = `${HEAD}\nexport const SNIPPETS = {\n${lines.join('')}} as const;\n`;
const path = join(ROOT, TARGET);
if (!process.argv.includes('--check')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, written);
} else if (readFileSync(path, 'utf8') !== written) {
  process.stderr.write(`${TARGET} is stale: node scripts/guide-snippets.mjs\n`);
  process.exitCode = 1;
}

/** Without the blanks that all lines begin with. */
function dedent(text) {
  const all = text.trimEnd().split('\n');
  const filled = all.filter((line) => line !== '');
  const least = Math.min(...filled.map((line) => line.length - line.trimStart().length));
  return all.map((line) => line.slice(least)).join('\n');
}
