import { join } from 'node:path';
import { migrate } from '@tamsui/db';
import { anyFreePort } from '@tamsui/local-city/processes';
import { openBenchDatabase } from './bench-database.ts';
import { type Budget, judge } from './budgets.ts';
import { type LedgerFigures, ledgerFigures } from './ledger-figures.ts';
import type { BenchOptions } from './options.ts';
import { runProgram } from './run-program.ts';

const PROGRAM = join(import.meta.dirname, '../../services/ledger/dist/bench.js');
const BOOKS = ['book_bench', 'book_aged', 'book_wide', 'book_yardstick', 'book_yardstick2'];

/** The smallest run that still shows a change for the worse; its figures are no results. */
const QUICK = {
  BENCH_WALLETS: '20000',
  BENCH_PAYMENTS: '10000',
  BENCH_ROUNDS: '3',
  BENCH_RESTART_ENTRIES: '100000',
  BENCH_GROWN_POSTINGS: '0',
};
const GROWN_POSTINGS = '50000000';
const MANY_ACCOUNTS = '10000000';

export interface LedgerResult extends LedgerFigures {
  readonly benchmark: 'ledger';
  readonly at: string;
  readonly quick: boolean;
  /** With 50 million postings behind, in proportion to one million; null when that was not measured. */
  readonly growthRatio: number | null;
  readonly budgets: readonly Budget[];
}

/** Measures the ledger on a database of its own. */
export async function benchLedger(options: BenchOptions): Promise<LedgerResult> {
  const database = await openBenchDatabase(options.databaseUrl);
  try {
    await migrate({ connectionString: database.url, books: BOOKS });
    const figures = ledgerFigures.parse(
      await runProgram(PROGRAM, {
        DATABASE_URL: database.url,
        BENCH_PORT: String(await anyFreePort()),
        ...(options.quick ? QUICK : {}),
        ...(options.grow
          ? { BENCH_GROWN_POSTINGS: GROWN_POSTINGS, BENCH_ACCOUNTS_ON_DISK: MANY_ACCOUNTS }
          : {}),
      }),
    );
    const { growth } = figures;
    return {
      benchmark: 'ledger',
      at: new Date().toISOString(),
      quick: options.quick,
      growthRatio: growth?.to === Number(GROWN_POSTINGS) ? growth.ratio : null,
      ...figures,
      budgets: judge(figures),
    };
  } finally {
    await database.close();
  }
}
