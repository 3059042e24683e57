import type { BenchRig } from './bench-rig.ts';
import { checkJournal } from './check-journal.ts';
import { measureHalfRate } from './measure-half-rate.ts';
import { measureOverload, type OverloadFigures, summed } from './measure-overload.ts';
import { measureRetryStorm } from './measure-retry-storm.ts';
import {
  measureRound,
  type Pace,
  type Round,
  ratioBetween,
  readMemory,
  type StepName,
} from './measure-rounds.ts';
import { measureScaling } from './measure-scaling.ts';
import { MOST_P99_MS } from './payment-budgets.ts';
import type { PaymentFigures } from './payment-figures.ts';
import { median, rounded } from './percentile.ts';
import type { BenchPlan } from './plan.ts';
import { summaryOf } from './step-figures.ts';

const STEPS: readonly StepName[] = ['echo', 'uniform', 'hot'];

/** Measures everything, and ends with whether what was answered is what is in the books. */
export async function measurePayments(
  rig: BenchRig,
  plan: BenchPlan,
  databaseUrl: string,
): Promise<PaymentFigures> {
  const rounds = await measureRounds(rig, plan);
  const rateOf = (name: StepName): number =>
    median(rounds.map((round) => round.get(name)?.perSecond ?? Number.NaN));
  const pace = rateOf('uniform');

  const halfRate = await measureHalfRate(rig, { perSecond: pace / 2, seconds: plan.halfRateSeconds });
  rig.say(`half the rate: p99 ${rounded(halfRate.p99Ms, 1)} ms`);
  const retryStorm = await measureRetryStorm(rig, plan.retriedPayments);
  rig.say(`retry storm: ${retryStorm.paidOnce} of ${retryStorm.payments} paid once`);
  const overloads = await measureOverloads(rig, plan, {
    pace,
    normalMs: Math.max(MOST_P99_MS, 1.5 * halfRate.p99Ms),
  });
  const memoryMib = await readMemory(rig);
  const scaling = await measureScaling(rig, {
    apiProcesses: [1, 2],
    rounds: plan.scalingRounds,
    seconds: plan.seconds,
  });
  const check = await checkJournal(databaseUrl, rig.journal, rig.till.accepted());
  const ratios = rounds.map((round) => ratioBetween([round], 'uniform', 'echo'));
  const [patient] = overloads;
  return {
    paymentsPerSecond: Math.round(pace),
    echoPerSecond: Math.round(rateOf('echo')),
    ratioToEcho: rounded(median(ratios)),
    lowestRatioToEcho: rounded(Math.min(...ratios)),
    hotToUniform: rounded(ratioBetween(rounds, 'hot', 'uniform')),
    p99MsAtHalfRate: rounded(halfRate.p99Ms, 1),
    overloadGoodput: rounded(patient?.goodput ?? Number.NaN),
    recoverySeconds: patient?.recoverySeconds ?? null,
    measured: summaryOf(rounds),
    halfRate,
    retryStorm,
    overloads,
    memoryMib,
    scaling,
    check,
  };
}

async function measureRounds(rig: BenchRig, { warmUps, rounds, seconds }: BenchPlan): Promise<Round[]> {
  const pace: Pace = new Map();
  const measured: Round[] = [];
  for (let number = -warmUps; number < rounds; number += 1) {
    const round = await measureRound(rig, STEPS, { number: number + warmUps, seconds, pace });
    const rates = STEPS.map((name) => `${name} ${Math.round(round.get(name)?.perSecond ?? 0)}/s`).join(', ');
    rig.say(`${number < 0 ? 'warm-up' : `round ${number + 1} of ${rounds}`}: ${rates}`);
    if (number >= 0) measured.push(round);
  }
  return measured;
}

/** First those whose callers wait as they are told, as one; then one whose callers do not. */
async function measureOverloads(
  rig: BenchRig,
  plan: BenchPlan,
  { pace, normalMs }: { readonly pace: number; readonly normalMs: number },
): Promise<OverloadFigures[]> {
  const { peakSeconds, overloadSeconds, afterSeconds } = plan;
  const options = { pace, normalMs, peakSeconds, overloadSeconds, afterSeconds };
  const measure = async (callers: OverloadFigures['callers']): Promise<OverloadFigures> => {
    const run = await measureOverload(rig, { ...options, callers });
    const shed = `${Math.round(run.shedPerSecond)}/s turned away`;
    rig.say(`overload, callers come ${callers}: ${rounded(run.goodput)} of the peak, ${shed}`);
    return run;
  };
  const patient: OverloadFigures[] = [];
  for (let n = 0; n < plan.overloads; n += 1) patient.push(await measure('again when told'));
  const together = summed(patient);
  const rude = await measure('again at once');
  return together === null ? [rude] : [together, rude];
}
