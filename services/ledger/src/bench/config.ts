import { readConfig } from '@tamsui/platform/config';
import { z } from 'zod';

const whole = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const benchConfig = z.object({
  DATABASE_URL: z.string().min(1),
  /** A free port of this machine, for the ledger's own process. */
  BENCH_PORT: whole(18_080),
  BENCH_WALLETS: whole(100_000),
  /** Payments of each scenario in each round. */
  BENCH_PAYMENTS: whole(100_000),
  BENCH_ROUNDS: whole(5),
  /** Entries behind a process that is killed. */
  BENCH_RESTART_ENTRIES: whole(1_000_000),
  /** Postings behind, for the second figure of the growth ratio; 0 leaves it out. */
  BENCH_GROWN_POSTINGS: z.coerce.number().int().nonnegative().default(5_000_000),
  /** Accounts on disk, for the figure of memory; 0 leaves it out. */
  BENCH_ACCOUNTS_ON_DISK: z.coerce.number().int().nonnegative().default(0),
});

export type BenchConfig = z.output<typeof benchConfig>;

export const readBenchConfig = (): BenchConfig => readConfig(benchConfig);
