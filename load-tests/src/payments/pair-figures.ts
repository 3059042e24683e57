import type { HalfRateFigures } from './measure-half-rate.ts';
import type { Pair } from './measure-pairs.ts';
import type { Round } from './measure-rounds.ts';
import { median, rounded } from './percentile.ts';
import { type StepFigures, summaryOf } from './step-figures.ts';

/** How two checkouts compare. Above 1, this one takes more payments than the other. */
export interface PairFigures {
  /** Payments a second here by those there, the middle of all pairs. */
  readonly hereToThere: number;
  readonly lowest: number;
  readonly highest: number;
  readonly measured: Pair<StepFigures | undefined>;
  readonly halfRatePerSecond: number;
  /** The middle of all runs. */
  readonly p99MsAtHalfRate: Pair<number>;
  readonly halfRates: readonly Pair<HalfRateFigures>[];
}

export function pairFigures(
  pairs: readonly Pair<Round>[],
  halfRates: readonly Pair<HalfRateFigures>[],
): PairFigures {
  const ratios = pairs.map(({ here, there }) => paymentsPerSecond(here) / paymentsPerSecond(there));
  const ofBoth = <Value>(of: (side: keyof Pair<Value>) => Value): Pair<Value> => ({
    here: of('here'),
    there: of('there'),
  });
  return {
    hereToThere: rounded(median(ratios)),
    lowest: rounded(Math.min(...ratios)),
    highest: rounded(Math.max(...ratios)),
    measured: ofBoth((side) => summaryOf(pairs.map((pair) => pair[side]))[0]),
    halfRatePerSecond: Math.round(halfRates[0]?.here.perSecond ?? Number.NaN),
    p99MsAtHalfRate: ofBoth((side) => rounded(median(halfRates.map((pair) => pair[side].p99Ms)), 1)),
    halfRates,
  };
}

/** Half of the most that the slower of both takes: neither is asked for more than that. */
export function halfRateOf(pairs: readonly Pair<Round>[]): number {
  const middle = (side: keyof Pair<Round>): number =>
    median(pairs.map((pair) => paymentsPerSecond(pair[side])));
  return Math.min(middle('here'), middle('there')) / 2;
}

function paymentsPerSecond(round: Round): number {
  return round.get('uniform')?.perSecond ?? Number.NaN;
}
