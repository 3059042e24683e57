import { startRedis } from './bench-redis.ts';
import type { BenchRig } from './bench-rig.ts';
import { measureRound, type Pace, type Round, ratioBetween, readMemory } from './measure-rounds.ts';
import { median } from './percentile.ts';
import { type StepFigures, summaryOf } from './step-figures.ts';

/** So many API processes on one Redis. */
export interface ScalingFigures {
  readonly apiProcesses: number;
  readonly paymentsPerSecond: number;
  readonly echoPerSecond: number;
  readonly ratioToEcho: number;
  readonly measured: readonly StepFigures[];
  readonly memoryMib: Readonly<Record<string, number | null>>;
}

export interface ScalingOptions {
  readonly apiProcesses: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
}

/** Pays over one API process, then over more, each beside the echo. Null without a Redis: then a city has one process. */
export async function measureScaling(
  rig: BenchRig,
  options: ScalingOptions,
): Promise<readonly ScalingFigures[] | null> {
  const redis = await startRedis();
  if (redis === undefined) return null;
  try {
    const figures: ScalingFigures[] = [];
    for (const apiProcesses of options.apiProcesses) {
      await rig.city.setApis(apiProcesses, redis.url);
      figures.push(await measureOne(rig, apiProcesses, options));
      rig.say(
        `${apiProcesses} API processes: ${Math.round(figures.at(-1)?.paymentsPerSecond ?? 0)} payments/s`,
      );
    }
    return figures;
  } finally {
    // They must not miss the Redis that goes with this measurement.
    await rig.city.setApis(1);
    await redis.stop();
  }
}

async function measureOne(
  rig: BenchRig,
  apiProcesses: number,
  { rounds, seconds }: ScalingOptions,
): Promise<ScalingFigures> {
  const pace: Pace = new Map();
  const steps = ['uniform', 'echo'] as const;
  // The first is not counted: the compiler of a new process has not met the code yet.
  await measureRound(rig, steps, { number: 0, seconds, pace });
  const measured: Round[] = [];
  for (let number = 0; number < rounds; number += 1)
    measured.push(await measureRound(rig, steps, { number, seconds, pace }));
  const rateOf = (name: 'uniform' | 'echo'): number =>
    median(measured.map((round) => round.get(name)?.perSecond ?? Number.NaN));
  return {
    apiProcesses,
    paymentsPerSecond: rateOf('uniform'),
    echoPerSecond: rateOf('echo'),
    ratioToEcho: ratioBetween(measured, 'uniform', 'echo'),
    measured: summaryOf(measured),
    memoryMib: await readMemory(rig),
  };
}
