import type { OverloadFigures } from './payments/measure-overload.ts';
import type { ScalingFigures } from './payments/measure-scaling.ts';
import { rounded } from './payments/percentile.ts';
import type { StepFigures } from './payments/step-figures.ts';
import type { PaymentsResult } from './payments.ts';
import { aligned, budgetsTable } from './print-table.ts';

/** The result for a reader: budgets first, then everything that was measured. */
export function paymentsTableOf(result: PaymentsResult): string {
  const { halfRate, retryStorm, check } = result;
  const half = `${Math.round(halfRate.perSecond)} payments/s at independent times, of ${halfRate.payments}`;
  const waits = `p50 ${ms(halfRate.p50Ms)}, p99 ${ms(halfRate.p99Ms)}, p99.9 ${ms(halfRate.p999Ms)}`;
  return [
    budgetsTable(result.budgets),
    stepsTable(result.measured),
    `Half the rate: ${half}: ${waits}, longest ${ms(halfRate.longestMs)}`,
    `Retry storm: ${retryStorm.payments} payments sent ${retryStorm.sends} times, ` +
      `${Math.round(retryStorm.answersPerSecond)} answers/s, ${retryStorm.paidOnce} paid once`,
    overloadsTable(result.overloads),
    `Memory in MiB: ${memoryText(result.memoryMib)}`,
    ...(result.scaling ?? []).map(scalingText),
    `The journal has the ${check.payments} payments that were accepted; ${check.checks} checks of the database hold`,
  ].join('\n\n');
}

function stepsTable(steps: readonly StepFigures[]): string {
  const rows = steps.map((step) => [
    step.name,
    `${Math.round(step.perSecond)}/s`,
    ms(step.p50Ms),
    ms(step.p99Ms),
    Object.entries(step.cpuMsPerThousand)
      .map(([name, used]) => `${name} ${Math.round(used)}`)
      .join(', '),
    `${rounded(step.listedAfterSeconds, 2)} s`,
  ]);
  return aligned([['measured', 'rate', 'p50', 'p99', 'CPU ms/1,000', 'on the lists after'], ...rows]);
}

function overloadsTable(overloads: readonly OverloadFigures[]): string {
  const rows = overloads.map((run) => [
    run.callers,
    String(rounded(run.goodput)),
    `${Math.round(run.acceptedPerSecond)}/s`,
    `${Math.round(run.shedPerSecond)}/s`,
    run.recoverySeconds === null ? 'not seen' : `${run.recoverySeconds} s`,
  ]);
  const heads = ['ten times the callers, who come', 'of the peak', 'accepted', 'turned away', 'recovery'];
  return aligned([heads, ...rows]);
}

function scalingText({
  apiProcesses,
  paymentsPerSecond,
  ratioToEcho,
  measured,
  memoryMib,
}: ScalingFigures): string {
  const rate = `${Math.round(paymentsPerSecond)} payments/s, ${rounded(ratioToEcho)} of the echo`;
  return `API processes on a Redis: ${apiProcesses}: ${rate}, memory ${memoryText(memoryMib)}\n${stepsTable(measured)}`;
}

function memoryText(memory: Readonly<Record<string, number | null>>): string {
  return Object.entries(memory)
    .map(([name, mib]) => `${name} ${mib ?? 'not shown'}`)
    .join(', ');
}

function ms(value: number): string {
  return `${rounded(value, 1)} ms`;
}
