import { findBroken } from './broken/find-broken.ts';
import { parseOptions, type SimulateOptions, USAGE } from './run/options.ts';
import { reportOf } from './run/report.ts';
import { simulateSeeds } from './run/simulate-seeds.ts';
import { addSeed, createTotals, type Totals } from './run/totals.ts';
import { simulateSeed } from './simulate-seed.ts';

const PROGRESS_EVERY = 500;

const options = parseOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
process.exitCode = (await (options.broken ? tryBroken(options) : simulate(options))) ? 0 : 1;

/** True when nothing was found. */
async function simulate({ seeds, firstSeed, json, trace }: SimulateOptions): Promise<boolean> {
  const startMs = performance.now();
  const totals =
    seeds === 1 ? await playOne(firstSeed, trace) : await simulateSeeds({ firstSeed, seeds, onSeed });
  const seconds = (performance.now() - startMs) / 1_000;
  const passed = totals.violations === 0;
  print(json ? JSON.stringify({ passed, seconds, ...totals }) : reportOf(totals, seconds));
  return passed;
}

async function playOne(seed: number, isTraced: boolean): Promise<Totals> {
  const totals = createTotals();
  const trace = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const result = await simulateSeed(seed, isTraced ? { trace } : {});
  addSeed(totals, result);
  process.stderr.write(`seed ${seed}: ${result.steps} steps, log ${result.logHash}\n`);
  return totals;
}

function onSeed({ seeds, violations }: Totals): void {
  if (seeds % PROGRESS_EVERY === 0) process.stderr.write(`${seeds} seeds, ${violations} violations\n`);
}

/** True when every broken part was found. */
async function tryBroken({ json }: SimulateOptions): Promise<boolean> {
  const found = await findBroken(({ name, seed, difference }) => {
    process.stderr.write(`${seed === undefined ? 'MISSED' : 'caught'} ${name}: ${difference}\n`);
  });
  const caught = found.filter(({ seed }) => seed !== undefined);
  print(json ? JSON.stringify({ variants: found }) : `${caught.length} of ${found.length} caught`);
  return caught.length === found.length;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
