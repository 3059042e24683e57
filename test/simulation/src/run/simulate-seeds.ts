import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { SeedResult } from '../simulate-seed.ts';
import { addSeed, createTotals, MAX_FAILURES, type Totals } from './totals.ts';

/** As many as the smallest machine that we build on has cores. */
const WORKERS = 2;

interface Options {
  readonly firstSeed: number;
  readonly seeds: number;
  /** Is called after every seed. */
  readonly onSeed: (totals: Totals) => void;
}

/** Plays many seeds in processes of their own. Ends early when enough of them have failed. */
export async function simulateSeeds({ firstSeed, seeds, onSeed }: Options): Promise<Totals> {
  const totals = createTotals();
  const end = firstSeed + seeds;
  const count = Math.min(WORKERS, seeds);
  const workers = Array.from({ length: count }, (_, n) => startWorker(firstSeed + n, count, end));
  const codes = await Promise.all(
    workers.map(async (worker) => {
      worker.on('message', (result: SeedResult) => {
        addSeed(totals, result);
        onSeed(totals);
        if (totals.violations >= MAX_FAILURES) for (const each of workers) each.kill();
      });
      const [code] = await once(worker, 'close');
      return code;
    }),
  );
  const wasStopped = totals.violations >= MAX_FAILURES;
  if (!wasStopped && (codes.some((code) => code !== 0) || totals.seeds !== seeds))
    throw new Error(
      `only ${totals.seeds} of ${seeds} seeds were played: a worker ended with ${codes.join(', ')}`,
    );
  return totals;
}

function startWorker(first: number, stride: number, end: number): ChildProcess {
  const program = new URL('./worker.js', import.meta.url);
  return fork(program, [first, stride, end].map(String), { execArgv: ['--enable-source-maps'] });
}
