import { createRandom } from '../../../test/simulation/src/random.ts';
import { arrivalsMs } from './arrivals.ts';
import { type BenchRig, portsOf, sendPayments } from './bench-rig.ts';
import { percentile } from './percentile.ts';
import type { Answers, PlannedRequest } from './traffic.ts';

export interface HalfRateFigures {
  /** Payments that were due each second. */
  readonly perSecond: number;
  readonly payments: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly longestMs: number;
}

/** Each till has a connection of its own, and there are many tills. */
const OPEN_CONNECTIONS = 256;
const SEED = 7;

/** Payments that come independently of each other, half as many as the most: what each one waits, from when it was due. */
export async function measureHalfRate(
  rig: BenchRig,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
): Promise<HalfRateFigures> {
  const requests = await rig.till.prepare(Math.round(perSecond * seconds), 'uniform');
  const { answers } = await sendPayments(rig, requests, () => payOpen(rig, requests, perSecond));
  const { latenciesMs } = answers;
  return {
    perSecond,
    payments: requests.length,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    p999Ms: percentile(latenciesMs, 0.999),
    longestMs: percentile(latenciesMs, 1),
  };
}

export function dueTimes(count: number, perSecond: number): number[] {
  return arrivalsMs(count, perSecond, createRandom(SEED).next);
}

export function payOpen(
  { city, generator }: BenchRig,
  requests: readonly PlannedRequest[],
  perSecond: number,
): Promise<Answers> {
  return generator.run({
    kind: 'open',
    ports: portsOf(city),
    connections: OPEN_CONNECTIONS,
    requests,
    dueMs: dueTimes(requests.length, perSecond),
  });
}
