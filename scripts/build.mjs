import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

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
    'packages/cli/src/main.ts',
    'packages/local-city/src/main.ts',
    'packages/local-city/src/reset.ts',
    'packages/local-city/src/processes/parent-watch.ts',
  ];
  return [...services, ...others].filter((file) => existsSync(join(ROOT, file)));
}

/** Bundles every program into `dist/` of its package: one file that Node 20 runs without the workspace. */
export async function build() {
  const { build: bundle, stop } = await import('esbuild');
  await Promise.all(
    entryPoints().map((entry) => {
      const [packageFolder, file] = entry.split('/src/');
      return bundle({
        absWorkingDir: ROOT,
        entryPoints: [entry],
        outfile: `${packageFolder}/dist/${file.split('/').at(-1).replace(/\.ts$/, '.js')}`,
        bundle: true,
        platform: 'node',
        target: 'node20.19',
        format: 'esm',
        sourcemap: true,
        sourcesContent: false,
        banner: { js: BANNER },
        external: OPTIONAL_DRIVERS,
        logLevel: 'error',
      });
    }),
  );
  // The bundler's own process would otherwise stay as long as ours.
  await stop();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { installDependencies } = await import('./install.mjs');
  installDependencies();
  const startedMs = performance.now();
  await build();
  console.log(`Built ${entryPoints().length} programs in ${Math.round(performance.now() - startedMs)} ms`);
}
