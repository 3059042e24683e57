import { type BenchRig, CONNECTIONS, payClosed, portsOf, untilListed } from './bench-rig.ts';
import { dueTimes, payOpen } from './measure-half-rate.ts';
import { median, percentile } from './percentile.ts';
import { recoverySeconds } from './recovery.ts';
import type { WhenShed } from './traffic.ts';

/** One overload: ten times the callers that pay as fast as can be, each at once again when it was answered. */
export interface OverloadFigures {
  /** What a caller does that was turned away. */
  readonly callers: WhenShed;
  /** Accepted payments a second, in proportion to those of the usual callers a moment before. */
  readonly goodput: number;
  readonly acceptedPerSecond: number;
  readonly peakPerSecond: number;
  /** Answers 429 or 503. */
  readonly shedPerSecond: number;
  readonly shedWithoutRetryAfter: number;
  /** Of what was accepted, from its first try. */
  readonly p99Ms: number;
  /** From the end of the overload until the p99 of half the rate is normal again; null when it was not within the time looked at. */
  readonly recoverySeconds: number | null;
}

export interface OverloadOptions {
  readonly callers: WhenShed;
  /** Payments a second to be expected without an overload. */
  readonly pace: number;
  /** How long the peak is measured, and the overload lasts. */
  readonly peakSeconds: number;
  readonly overloadSeconds: number;
  /** How long the recovery is looked at. */
  readonly afterSeconds: number;
  /** A p99 up to this is normal. */
  readonly normalMs: number;
}

const TIMES = 10;
/** Payments are prepared for a rate so much above the peak. */
const RESERVE = 1.3;

export async function measureOverload(rig: BenchRig, options: OverloadOptions): Promise<OverloadFigures> {
  const { city, generator, till } = rig;
  const { callers, pace, overloadSeconds, afterSeconds } = options;
  const halfRate = pace / 2;
  // All codes before anything begins: what is looked at after the overload must begin at once.
  const peak = await payClosed(rig, Math.round(pace * options.peakSeconds), 'uniform');
  const requests = await till.prepare(Math.round(pace * overloadSeconds * RESERVE), 'uniform');
  const later = await till.prepare(Math.round(halfRate * afterSeconds), 'uniform');

  const answers = await generator.run({
    kind: 'closed',
    ports: portsOf(city),
    connections: CONNECTIONS * TIMES,
    requests,
    seconds: overloadSeconds,
    whenShed: callers,
  });
  const after = await payOpen(rig, later, halfRate);
  till.book(requests, answers);
  till.book(later, after);
  await untilListed(rig);

  const accepted = answers.latenciesMs.filter((_, index) => answers.statuses[index] === 201);
  const acceptedPerSecond = accepted.length / answers.seconds;
  return {
    callers,
    goodput: acceptedPerSecond / peak.perSecond,
    acceptedPerSecond,
    peakPerSecond: peak.perSecond,
    shedPerSecond: answers.shed / answers.seconds,
    shedWithoutRetryAfter: answers.shedWithoutRetryAfter + after.shedWithoutRetryAfter,
    p99Ms: percentile(accepted, 0.99),
    recoverySeconds: recoverySeconds(dueTimes(later.length, halfRate), after.latenciesMs, options.normalMs),
  };
}

/** Several overloads of one kind as one: medians, and the longest recovery. */
export function summed(runs: readonly OverloadFigures[]): OverloadFigures | null {
  const [first] = runs;
  if (first === undefined) return null;
  const middle = (of: (run: OverloadFigures) => number): number => median(runs.map(of));
  const recoveries = runs.map((run) => run.recoverySeconds);
  return {
    callers: first.callers,
    goodput: middle(({ goodput }) => goodput),
    acceptedPerSecond: middle(({ acceptedPerSecond }) => acceptedPerSecond),
    peakPerSecond: middle(({ peakPerSecond }) => peakPerSecond),
    shedPerSecond: middle(({ shedPerSecond }) => shedPerSecond),
    shedWithoutRetryAfter: runs.reduce((sum, run) => sum + run.shedWithoutRetryAfter, 0),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    recoverySeconds: recoveries.includes(null)
      ? null
      : Math.max(...recoveries.map((seconds) => seconds ?? 0)),
  };
}
