import type { Budget } from './budgets.ts';
import { type Machine, machineWith } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { measurePayments } from './payments/measure-payments.ts';
import { openRig } from './payments/open-rig.ts';
import { judgePayments } from './payments/payment-budgets.ts';
import type { PaymentFigures } from './payments/payment-figures.ts';
import { type BenchPlan, QUICK, WHOLE } from './payments/plan.ts';
import { ROOT_FOLDER } from './root-folder.ts';

export interface PaymentsResult extends PaymentFigures {
  readonly benchmark: 'payments';
  readonly at: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly settings: BenchPlan;
  readonly budgets: readonly Budget[];
}

/** Measures payments over HTTP, from a till's request to the answer after COMMIT, on a database of its own. */
export async function benchPayments(options: BenchOptions): Promise<PaymentsResult> {
  const plan = options.quick ? QUICK : WHOLE;
  const rig = await openRig({ root: ROOT_FOLDER, serverUrl: options.databaseUrl, ...plan });
  try {
    const figures = await measurePayments(rig, plan, rig.databaseUrl);
    return {
      benchmark: 'payments',
      at: new Date().toISOString(),
      quick: options.quick,
      machine: machineWith(rig.journal.version),
      settings: plan,
      ...figures,
      budgets: judgePayments(figures),
    };
  } finally {
    await rig.close();
  }
}
