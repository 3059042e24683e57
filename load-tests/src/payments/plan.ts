/** How much is measured. */
export interface BenchPlan {
  readonly residents: number;
  readonly merchants: number;
  /** Rounds before the first that counts: a city runs for weeks, and the compilers are not done with the code before. */
  readonly warmUps: number;
  /** A multiple of three, so that each of the three steps of a round begins equally often. */
  readonly rounds: number;
  /** Of each step of a round. */
  readonly seconds: number;
  readonly halfRateSeconds: number;
  readonly retriedPayments: number;
  /** Overloads whose callers come back when told, and one whose callers do not wait. */
  readonly overloads: number;
  readonly peakSeconds: number;
  readonly overloadSeconds: number;
  readonly afterSeconds: number;
  readonly scalingRounds: number;
}

export const WHOLE: BenchPlan = {
  residents: 1_000,
  merchants: 20,
  warmUps: 6,
  rounds: 12,
  seconds: 2,
  halfRateSeconds: 12,
  retriedPayments: 4_000,
  overloads: 2,
  peakSeconds: 3,
  overloadSeconds: 6,
  afterSeconds: 7,
  scalingRounds: 4,
};

/** The smallest run that still shows a change for the worse; its figures are no results. */
export const QUICK: BenchPlan = {
  // So many that on a fast machine, too, nobody pays the same amount again before it no longer looks tapped twice.
  residents: 1_000,
  merchants: 10,
  warmUps: 3,
  rounds: 3,
  seconds: 1.5,
  halfRateSeconds: 4,
  retriedPayments: 1_000,
  overloads: 1,
  peakSeconds: 1.5,
  overloadSeconds: 2,
  afterSeconds: 6,
  scalingRounds: 1,
};

/** How much two checkouts are measured side by side. */
export interface PairsPlan extends Pick<BenchPlan, 'residents' | 'merchants'> {
  /** Pairs before the first that counts. */
  readonly warmUps: number;
  readonly pairs: number;
  /** Of each city's part in a pair. */
  readonly seconds: number;
  readonly halfRates: number;
  readonly halfRateSeconds: number;
}

export const WHOLE_PAIRS: PairsPlan = {
  residents: WHOLE.residents,
  merchants: WHOLE.merchants,
  warmUps: 8,
  pairs: 24,
  seconds: 1.5,
  halfRates: 5,
  halfRateSeconds: 10,
};

export const QUICK_PAIRS: PairsPlan = {
  residents: QUICK.residents,
  merchants: QUICK.merchants,
  warmUps: 3,
  pairs: 6,
  seconds: 1.5,
  halfRates: 1,
  halfRateSeconds: 4,
};
