import {
  type BenchRig,
  type ClosedSample,
  CONNECTIONS,
  echoClosed,
  portsOf,
  sendPayments,
} from './bench-rig.ts';
import { median, percentile } from './percentile.ts';
import { type MeasuredProcess, readCpuMs, residentMib } from './process-costs.ts';
import type { Spread } from './till.ts';
import type { Answers, PlannedRequest } from './traffic.ts';

/** One measurement of a closed loop. */
export interface Sample {
  readonly name: StepName;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** CPU time of 1,000 requests, by process. */
  readonly cpuMsPerThousand: ReadonlyMap<string, number>;
  /** From the last answer until the lists showed it; 0 for the echo. */
  readonly listedAfterSeconds: number;
}

export type StepName = 'echo' | Spread;
export type Round = ReadonlyMap<StepName, Sample>;

/** Requests a second to be expected: how many are prepared follows from it. */
export type Pace = Map<StepName, number>;

/** Of a machine of which nothing is known yet. */
const FIRST_PACE = 1_500;
const FEWEST_REQUESTS = 500;

/**
 * Measures each step once, one after another, beginning with another one each round: what a machine does beside us then
 * meets all of them alike, and a ratio within a round says more than a rate.
 */
export async function measureRound(
  rig: BenchRig,
  steps: readonly StepName[],
  options: { readonly number: number; readonly seconds: number; readonly pace: Pace },
): Promise<Round> {
  const round = new Map<StepName, Sample>();
  for (let at = 0; at < steps.length; at += 1) {
    const name = steps[(at + options.number) % steps.length] as StepName;
    const count = countFor(options.pace.get(name), options.seconds);
    const sample = name === 'echo' ? await sampleEcho(rig, count) : await samplePayments(rig, count, name);
    options.pace.set(name, sample.perSecond);
    round.set(name, sample);
  }
  return round;
}

function countFor(pace = FIRST_PACE, seconds: number): number {
  return Math.max(FEWEST_REQUESTS, Math.round(pace * seconds));
}

async function sampleEcho(rig: BenchRig, count: number): Promise<Sample> {
  const requests = rig.till.imitate(count);
  const processes = [{ name: 'echo', pid: rig.city.echo.pid }, generatorProcess(rig)];
  const [answers, cpu] = await withCpu(processes, count, () => echoClosed(rig, requests));
  return { ...sampleOf('echo', answers, cpu), listedAfterSeconds: 0 };
}

async function samplePayments(rig: BenchRig, count: number, spread: Spread): Promise<Sample> {
  const { city, generator } = rig;
  const requests: readonly PlannedRequest[] = await rig.till.prepare(count, spread);
  const run = (): Promise<Answers> =>
    generator.run({ kind: 'closed', ports: portsOf(city), connections: CONNECTIONS, requests });
  // The projections' work on these payments counts, so the clocks of CPU are read when the lists show them.
  const [sent, cpu] = await withCpu(
    processesOf(rig),
    count,
    (): Promise<ClosedSample> => sendPayments(rig, requests, run),
  );
  return { ...sampleOf(spread, sent.answers, cpu), listedAfterSeconds: sent.listedAfterSeconds };
}

function sampleOf(name: StepName, answers: Answers, cpuMsPerThousand: ReadonlyMap<string, number>) {
  return {
    name,
    perSecond: answers.statuses.length / answers.seconds,
    p50Ms: percentile(answers.latenciesMs, 0.5),
    p99Ms: percentile(answers.latenciesMs, 0.99),
    cpuMsPerThousand,
  };
}

async function withCpu<Value>(
  processes: readonly MeasuredProcess[],
  requests: number,
  work: () => Promise<Value>,
): Promise<[Value, ReadonlyMap<string, number>]> {
  const before = await readCpuMs(processes);
  const value = await work();
  const after = await readCpuMs(processes);
  const used = [...after].map(([name, ms]): [string, number] => [
    name,
    ((ms - (before.get(name) ?? 0)) * 1_000) / requests,
  ]);
  return [value, new Map(used)];
}

function generatorProcess({ generator }: BenchRig): MeasuredProcess {
  return { name: 'generator', pid: generator.pid };
}

function processesOf(rig: BenchRig): MeasuredProcess[] {
  const { serverProcess } = rig;
  return [
    generatorProcess(rig),
    ...rig.city.processes(),
    ...(serverProcess === undefined ? [] : [serverProcess]),
  ];
}

/** Resident memory of each process that pays, in MiB. */
export async function readMemory(rig: BenchRig): Promise<Record<string, number | null>> {
  const sizes = await Promise.all(
    rig.city.processes().map(async ({ name, pid }) => [name, await residentMib(pid)] as const),
  );
  return Object.fromEntries(sizes);
}

/** The median over rounds of one step's rate in proportion to another's in the same round. */
export function ratioBetween(rounds: readonly Round[], step: StepName, yardstick: StepName): number {
  return median(
    rounds.map((round) => (round.get(step)?.perSecond ?? 0) / (round.get(yardstick)?.perSecond ?? 0)),
  );
}
