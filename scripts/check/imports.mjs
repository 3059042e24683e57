import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = ['packages', 'services', 'db', 'demo', 'test', 'load-tests', 'verify'].filter((room) =>
  existsSync(join(ROOT, room)),
);
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'planted']);

/** Imports that break a rule, as `rule: from → to`, and how many of our own files were looked at. */
async function cruiseFrom(folder, options = config.options) {
  const { output } = await cruise(
    ROOMS.filter((room) => readdirSync(folder).includes(room)),
    { ...options, baseDir: folder, ruleSet: { forbidden: config.forbidden }, validate: true },
  );
  const { violations } = output.summary;
  return {
    violations: violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
    seen: new Set(output.modules.map(({ source }) => source)),
  };
}

/** Every rule must catch the import that was planted for it, and every rule must have one. */
async function checkPlanted() {
  const planted = JSON.parse(readFileSync(join(ROOT, 'test/tidy/planted/imports.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'tamsui-planted-'));
  try {
    for (const { from, imports } of planted) plant(folder, from, imports);
    const { violations } = await cruiseFrom(folder);
    const caught = new Set(violations.map(({ rule, from }) => `${rule} ${from}`));
    const missed = planted.filter(({ rule, from }) => !caught.has(`${rule} ${from}`));
    const known = new Set(planted.map(({ rule }) => rule));
    const untried = config.forbidden.filter(({ name }) => !known.has(name));
    return [
      ...missed.map(({ rule, from, imports }) => `${rule} does not catch the planted ${from} → ${imports}`),
      ...untried.map(({ name }) => `${name} has no planted import in test/tidy/planted/imports.json`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function plant(folder, from, imports) {
  const isOurs = imports.endsWith('.ts');
  const specifier = isOurs ? `./${relative(dirname(from), imports)}` : imports;
  if (isOurs) write(join(folder, imports), 'export const target = 1;\n');
  write(join(folder, from), `import * as target from '${specifier}';\nexport const planted = target;\n`);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function filesBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesBelow(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

async function checkOurs() {
  const { violations, seen } = await cruiseFrom(ROOT);
  const files = ROOMS.flatMap(filesBelow);
  const unseen = files.filter((file) => !seen.has(file));
  return {
    count: files.length,
    problems: [
      ...violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`),
      // A cruiser that cannot read TypeScript looks at nothing and is content.
      ...unseen.map((file) => `not looked at: ${file}`),
    ],
  };
}

const planted = await checkPlanted();
const ours = await checkOurs();
const problems = [...planted, ...ours.problems];
for (const problem of problems) console.log(problem);
console.log(`${ours.count} files, ${config.forbidden.length} rules, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
