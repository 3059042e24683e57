import { median } from './median.ts';
import { COPY_PAYMENTS, COPY_POSTINGS, type Round, type Sample } from './rounds.ts';

/** One thing that was measured, over all rounds. */
export interface Measured {
  readonly name: string;
  /** Payments (of the copy of postings: rows) in a second. */
  readonly perSecond: number;
  /** Median over rounds of the rate in proportion to the yardstick's rate in the same round. */
  readonly ratioToCopy: number;
  readonly lowestRatioToCopy: number;
  readonly nodeCpuMsPerThousand: number;
  readonly postgresCpuMsPerThousand: number | null;
  readonly bytesPerPayment: number;
}

export function reportRounds(rounds: readonly Round[]): Measured[] {
  const names = [...(rounds[0]?.keys() ?? [])];
  return names.map((name) => {
    const samples = rounds.flatMap((round) => round.get(name) ?? []);
    const ratios = ratiosOf(rounds, name, COPY_PAYMENTS);
    const postgres = samples.flatMap(({ postgresCpuMs }) => postgresCpuMs ?? []);
    return {
      name,
      perSecond: Math.round(median(samples.map(({ perSecond }) => perSecond))),
      ratioToCopy: rounded(median(ratios)),
      lowestRatioToCopy: rounded(Math.min(...ratios)),
      nodeCpuMsPerThousand: rounded(median(samples.map(({ nodeCpuMs }) => nodeCpuMs))),
      postgresCpuMsPerThousand: postgres.length === 0 ? null : rounded(median(postgres)),
      bytesPerPayment: bytesOf(samples),
    };
  });
}

/** The ratios that budgets speak of. */
export function ratiosOfRounds(rounds: readonly Round[]) {
  const between = (name: string, yardstick: string) => rounded(median(ratiosOf(rounds, name, yardstick)));
  return {
    ratioToCopy: between('uniform', COPY_PAYMENTS),
    ratioToCopyOfPostingsAlone: between('uniform', COPY_POSTINGS),
    hotToUniform: between('hot account', 'uniform'),
    bytesPerEntry: bytesOf(rounds.flatMap((round) => BYTES_OF.flatMap((name) => round.get(name) ?? []))),
  };
}

/**
 * Payments without a code, in batches of some size. The leaves of an index over hashes fill up and split in waves, each
 * as long as all that is there already: only over many payments in a row does the growth of one mean anything.
 */
const BYTES_OF = ['uniform', 'zipf 1.0', 'zipf 2.0', 'hot account', 'batches of 100', 'batches of 20'];

/** The mean over payments. */
function bytesOf(samples: readonly Sample[]): number {
  const payments = samples.reduce((sum, sample) => sum + sample.payments, 0);
  return Math.round(samples.reduce((sum, sample) => sum + sample.bytes * sample.payments, 0) / payments);
}

function ratiosOf(rounds: readonly Round[], name: string, yardstick: string): number[] {
  return rounds.map((round) => (round.get(name)?.perSecond ?? 0) / (round.get(yardstick)?.perSecond ?? 0));
}

export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
