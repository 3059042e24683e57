import type { SettlementDeps } from '../settlement-deps.ts';
import { advanceRun } from './advance-run.ts';
import { findRunsUnderWay } from './run-store.ts';

const MAX_RUNS_PER_ROUND = 20;

/** Takes up what a crash or a fault left behind. A run that cannot go on does not stop the ones after it. */
export async function resumeRuns(deps: SettlementDeps): Promise<void> {
  const failures: unknown[] = [];
  for (const id of await findRunsUnderWay(deps.database, deps.book, MAX_RUNS_PER_ROUND)) {
    await advanceRun(deps, id).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}
