import type { Round, StepName } from './measure-rounds.ts';
import { median } from './percentile.ts';

/** One thing that was measured, over all rounds: medians. */
export interface StepFigures {
  readonly name: StepName;
  readonly perSecond: number;
  readonly lowestPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** By process; empty where the system does not show it. */
  readonly cpuMsPerThousand: Readonly<Record<string, number>>;
  readonly listedAfterSeconds: number;
}

export function summaryOf(rounds: readonly Round[]): StepFigures[] {
  const names = [...(rounds[0]?.keys() ?? [])];
  return names.map((name) => {
    const samples = rounds.flatMap((round) => round.get(name) ?? []);
    const middle = (of: (sample: (typeof samples)[number]) => number): number => median(samples.map(of));
    const processes = [...new Set(samples.flatMap(({ cpuMsPerThousand }) => [...cpuMsPerThousand.keys()]))];
    const cpu = processes.map((process) => [
      process,
      middle(({ cpuMsPerThousand }) => cpuMsPerThousand.get(process) ?? 0),
    ]);
    return {
      name,
      perSecond: middle(({ perSecond }) => perSecond),
      lowestPerSecond: Math.min(...samples.map(({ perSecond }) => perSecond)),
      p50Ms: middle(({ p50Ms }) => p50Ms),
      p99Ms: middle(({ p99Ms }) => p99Ms),
      cpuMsPerThousand: Object.fromEntries(cpu) as Record<string, number>,
      listedAfterSeconds: middle(({ listedAfterSeconds }) => listedAfterSeconds),
    };
  });
}
