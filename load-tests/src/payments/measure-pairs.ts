import type { BenchRig } from './bench-rig.ts';
import { type HalfRateFigures, measureHalfRate } from './measure-half-rate.ts';
import { measureRound, type Pace, type Round } from './measure-rounds.ts';
import type { PairsPlan } from './plan.ts';

/** The same of both cities. */
export interface Pair<Value> {
  readonly here: Value;
  readonly there: Value;
}

/**
 * Lets two cities pay in turns, never at once: what the machine does beside us meets both alike, so a ratio within a pair
 * says more than two rates.
 */
export async function measurePairs(rigs: Pair<BenchRig>, plan: PairsPlan): Promise<Pair<Round>[]> {
  const paces: Pair<Pace> = { here: new Map(), there: new Map() };
  const measured: Pair<Round>[] = [];
  for (let number = -plan.warmUps; number < plan.pairs; number += 1) {
    const round = { number: 0, seconds: plan.seconds };
    const pair = await inTurns(number, (side) =>
      measureRound(rigs[side], ['uniform'], { ...round, pace: paces[side] }),
    );
    const label = number < 0 ? 'warm-up' : `pair ${number + 1} of ${plan.pairs}`;
    rigs.here.say(`${label}: here ${rateOf(pair.here)}/s, there ${rateOf(pair.there)}/s`);
    if (number >= 0) measured.push(pair);
  }
  return measured;
}

/** The same at independent times: both cities are asked for as many a second. */
export async function measureHalfRatePairs(
  rigs: Pair<BenchRig>,
  { halfRates, halfRateSeconds }: PairsPlan,
  perSecond: number,
): Promise<Pair<HalfRateFigures>[]> {
  const measured: Pair<HalfRateFigures>[] = [];
  for (let number = 0; number < halfRates; number += 1) {
    const pair = await inTurns(number, (side) =>
      measureHalfRate(rigs[side], { perSecond, seconds: halfRateSeconds }),
    );
    const [here, there] = [pair.here, pair.there].map(({ p99Ms }) => `${Math.round(p99Ms)} ms`);
    rigs.here.say(`half the rate ${number + 1} of ${halfRates}: p99 here ${here}, there ${there}`);
    measured.push(pair);
  }
  return measured;
}

/** The other city begins each time. */
async function inTurns<Value>(
  turn: number,
  measure: (side: keyof Pair<Value>) => Promise<Value>,
): Promise<Pair<Value>> {
  if (turn % 2 === 0) {
    const here = await measure('here');
    return { here, there: await measure('there') };
  }
  const there = await measure('there');
  return { here: await measure('here'), there };
}

function rateOf(round: Round): number {
  return Math.round(round.get('uniform')?.perSecond ?? Number.NaN);
}
