import { Fault, invariant } from '@tamsui/errors';
import type { Uuid } from '@tamsui/ids';
import { filePayouts } from '../bank-files/file-payouts.ts';
import { submitFile } from '../bank-files/submit-file.ts';
import { postPayouts } from '../payouts/post-payouts.ts';
import type { SettlementDeps } from '../settlement-deps.ts';
import { calculateRun } from './calculate-run.ts';
import { findRun, recordRunFault } from './run-store.ts';
import { RUN_STATES, type RunState, type SettlementRun } from './settlement-run.ts';

type Step = (deps: SettlementDeps, run: SettlementRun) => Promise<void>;

/** How each state is left. Any step may be repeated, also by two processes at once: it happens once. */
const STEPS: Readonly<Record<Exclude<RunState, 'submitted'>, Step>> = {
  calculating: calculateRun,
  calculated: postPayouts,
  posted: filePayouts,
  filed: submitFile,
};

/** Takes a run through all steps that are left. @throws Fault; what was done so far stays done */
export async function advanceRun(deps: SettlementDeps, id: Uuid): Promise<SettlementRun> {
  for (let steps = 0; steps <= RUN_STATES.length; steps += 1) {
    const run = await findRun(deps.database, id);
    invariant(run !== undefined, `run ${id} is never deleted`);
    if (run.state === 'submitted') return run;
    await STEPS[run.state](deps, run).catch((error: unknown) => giveUp(deps, run, error));
  }
  throw new Fault('run_not_advancing', 'The run did not get on.', { retryable: true });
}

/** What waiting will not mend is written on the run, for a person to see. */
async function giveUp({ database }: SettlementDeps, run: SettlementRun, error: unknown): Promise<never> {
  if (error instanceof Fault && !error.retryable) await recordRunFault(database, run.id, error);
  throw error;
}
