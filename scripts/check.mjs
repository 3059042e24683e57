import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSteps } from './check/run-steps.mjs';
import { STEPS } from './check/steps.mjs';
import { prepare } from './prepare.mjs';

const ROOT = join(import.meta.dirname, '..');
const USAGE = `npm run check            everything that can be known without running the services
npm run check -- --json  the same, as one JSON document
npm run check -- --plant shows that the check goes red: plants a forbidden import, checks, removes it again`;

/** A service importing a service: whatever else is fine, this must be found. */
const PLANTED_FILE = join(ROOT, 'services/ledger/src/planted-by-check.ts');
const PLANTED_TEXT = "export * from '../../settlement/src/config.ts';\n";

const options = new Set(process.argv.slice(2));
for (const option of options) {
  if (['--json', '--plant'].includes(option)) continue;
  console.log(USAGE);
  process.exit(option === '--help' ? 0 : 2);
}
await prepare();
process.exitCode = options.has('--plant') ? await checkPlanted() : await check();

async function check() {
  const startedMs = performance.now();
  const asJson = options.has('--json');
  const results = await runSteps(STEPS, ROOT, asJson ? () => {} : printResult);
  const passed = results.every((result) => result.passed);
  const seconds = Math.round(performance.now() - startedMs) / 1000;
  if (asJson) console.log(JSON.stringify({ passed, seconds, steps: results }, null, 2));
  else console.log(`\n${passed ? 'The check passed' : 'The check failed'} in ${seconds.toFixed(1)} s`);
  return passed ? 0 : 1;
}

function printResult({ name, passed, seconds, output }) {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name.padEnd(28)} ${seconds.toFixed(1).padStart(5)} s`);
  if (!passed) console.log(`\n${output.trim()}\n`);
}

async function checkPlanted() {
  if (existsSync(PLANTED_FILE)) throw new Error(`${PLANTED_FILE} is there already`);
  const remove = () => rmSync(PLANTED_FILE, { force: true });
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  }
  writeFileSync(PLANTED_FILE, PLANTED_TEXT);
  console.log(`Planted in services/ledger/src/planted-by-check.ts:\n  ${PLANTED_TEXT}`);
  try {
    return await check();
  } finally {
    remove();
  }
}
