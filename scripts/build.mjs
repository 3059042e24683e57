import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTALLED_STAMP, installDependencies } from './install.mjs';

const ROOT = join(import.meta.dirname, '..');

/** Drivers of other databases that knex and pg try to load, and that nobody here installs. */
const OPTIONAL_DRIVERS = [
  'better-sqlite3',
  'mariadb/callback',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
];

/** CommonJS packages inside a module still call require for what Node brings. */
const BANNER = [
  "import { createRequire as createRequireForBundle } from 'node:module';",
  'const require = createRequireForBundle(import.meta.url);',
].join(' ');

/** The programs of the house, each with the file it starts from. */
export function entryPoints() {
  const services = readdirSync(join(ROOT, 'services')).map((name) => `services/${name}/src/main.ts`);
  const others = [
    'db/src/main.ts',
    'demo/src/main.ts',
    'load-tests/src/main.ts',
    'load-tests/src/payments/echo/echo.ts',
    'load-tests/src/payments/generator.ts',
    'packages/cli/src/main.ts',
    'packages/local-city/src/main.ts',
    'packages/local-city/src/reset.ts',
    'packages/local-city/src/processes/parent-watch.ts',
    'services/ledger/src/bench/bench.ts',
    'services/ledger/src/policies/load-rule-pack.ts',
    'services/transactions/src/feed-follower.ts',
    'services/transactions/src/testing/print-openapi.ts',
    'test/examples/src/main.ts',
    'test/fuzz/src/main.ts',
    'test/simulation/src/main.ts',
    'test/simulation/src/worker.ts',
    'verify/src/main.ts',
  ];
  return [...services, ...others].filter((file) => existsSync(join(ROOT, file)));
}

const SOURCE_FOLDERS = [
  'packages',
  'services',
  'db',
  'demo',
  'load-tests',
  'test/city',
  'test/faults',
  'test/examples',
  'test/fuzz',
  'test/simulation',
  'verify',
  'scripts',
];
const STAMP = join(ROOT, 'node_modules/.tamsui-built');

/** Builds unless nothing was touched since the last time. Returns whether it built. */
export async function buildIfChanged() {
  const wanted = fingerprint();
  const isBuilt = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
  if (isBuilt && entryPoints().every((entry) => existsSync(join(ROOT, bundleOf(entry))))) return false;
  await build();
  writeFileSync(STAMP, wanted);
  return true;
}

/** Names, sizes and times of all sources, and what is installed: reading them would take longer. */
function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(INSTALLED_STAMP));
  const folders = SOURCE_FOLDERS.map((folder) => join(ROOT, folder)).filter((folder) => existsSync(folder));
  for (const folder of folders) addFolder(hash, folder);
  return hash.digest('hex');
}

function addFolder(hash, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) addFolder(hash, path);
    else hash.update(`${path} ${statSync(path).size} ${statSync(path).mtimeMs}\n`);
  }
}

function bundleOf(entry) {
  const [packageFolder, file] = entry.split('/src/');
  return `${packageFolder}/dist/${file.split('/').at(-1).replace(/\.ts$/, '.js')}`;
}

/** The font that statements are printed in lies beside the program that prints: it runs without the workspace. */
function copyFont() {
  const service = join(ROOT, 'services/transactions');
  const entry = createRequire(join(service, 'package.json')).resolve('@embedpdf/fonts-tc');
  const name = 'NotoSansHant-Regular.otf';
  copyFileSync(join(dirname(entry), '../fonts', name), join(service, 'dist', name));
}

/** A running program keeps a file that is taken away; one that is written over under it breaks its native code. */
function takeAwayNativeParts() {
  for (const folder of new Set(entryPoints().map((entry) => join(ROOT, dirname(bundleOf(entry)))))) {
    const files = existsSync(folder) ? readdirSync(folder) : [];
    for (const file of files.filter((name) => name.endsWith('.node')))
      rmSync(join(folder, file), { force: true });
  }
}

/** Bundles every program into `dist/` of its package: one file that Node 20 runs without the workspace. */
export async function build() {
  // Not before they are needed: on a fresh clone these packages are there only after the installation.
  const { build: bundle, stop } = await import('esbuild');
  const { shortSourceMapsPlugin } = await import('./short-source-maps.mjs');
  const { steadySpreadsPlugin } = await import('./steady-spreads.mjs');
  takeAwayNativeParts();
  const plugins = [steadySpreadsPlugin(), shortSourceMapsPlugin()];
  await Promise.all(
    entryPoints().map((entry) =>
      bundle({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outfile: bundleOf(entry),
        bundle: true,
        platform: 'node',
        target: 'node20.19',
        format: 'esm',
        sourcemap: true,
        sourcesContent: false,
        banner: { js: BANNER },
        external: OPTIONAL_DRIVERS,
        // A native part, such as argon2's for this platform, lies beside the bundle that needs it.
        loader: { '.node': 'copy' },
        plugins,
        logLevel: 'error',
      }),
    ),
  );
  copyFont();
  // The bundler's own process would otherwise stay as long as ours.
  await stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  installDependencies();
  const startedMs = performance.now();
  await build();
  console.log(`Built ${entryPoints().length} programs in ${Math.round(performance.now() - startedMs)} ms`);
}
