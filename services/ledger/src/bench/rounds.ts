import type { Database } from '@tamsui/platform/database';
import type { BookWriter } from '../books/book-writer.ts';
import { type CopyYardstick, secondsOf } from './copy-yardstick.ts';
import { journalBytes, writeDirtyPages } from './fill-store.ts';
import { readCpu } from './process-costs.ts';
import type { Scenario } from './scenarios.ts';
import { submitAll } from './submit-all.ts';

/** One measurement: payments (or rows) a second, and the CPU time of 1,000 of them. */
export interface Sample {
  readonly payments: number;
  readonly perSecond: number;
  readonly nodeCpuMs: number;
  readonly postgresCpuMs: number | null;
  /** What the journal's tables and indexes grew by, for each payment. */
  readonly bytes: number;
}

/** Everything that was measured side by side, by name. */
export type Round = ReadonlyMap<string, Sample>;

interface RoundDeps {
  readonly writer: BookWriter;
  readonly yardstick: CopyYardstick;
  readonly database: Database;
  /** Of the writer's book and of the journal that is copied into. */
  readonly schemas: { readonly book: string; readonly yardstick: string };
  readonly backendPid: number;
}

/** With two callers a batch holds one group exactly; full batches cannot grow, so two more may wait. */
const CALLERS = { full: 4, exact: 2 } as const;
const FULL_BATCH = 1_000;

export const COPY_PAYMENTS = 'copy of entries and postings';
export const COPY_POSTINGS = 'copy of postings alone';

/**
 * Measures everything once, one after another, beginning with another one each time: what a machine does beside us
 * then meets all of them alike, and a ratio within a round says more than a rate.
 */
export async function measureRound(
  deps: RoundDeps,
  scenarios: readonly Scenario[],
  number: number,
): Promise<Round> {
  const steps = [...scenarios.map((scenario) => ofScenario(deps, scenario)), ...ofCopy(deps, scenarios)];
  const round = new Map<string, Sample>();
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[(at + number) % steps.length];
    if (step !== undefined) round.set(step.name, await step.measure());
  }
  return round;
}

interface Step {
  readonly name: string;
  measure(): Promise<Sample>;
}

function ofScenario(deps: RoundDeps, scenario: Scenario): Step {
  const callers = scenario.batchSize === FULL_BATCH ? CALLERS.full : CALLERS.exact;
  return {
    name: scenario.name,
    measure: () => {
      const groups = scenario.nextGroups();
      return sampled(deps, deps.schemas.book, scenario.payments, () =>
        secondsOf(() => submitAll(deps.writer, groups, callers)),
      );
    },
  };
}

function ofCopy(deps: RoundDeps, scenarios: readonly Scenario[]): Step[] {
  const payments = Math.max(...scenarios.map((scenario) => scenario.payments));
  const batches = Math.ceil(payments / FULL_BATCH);
  const prepare = () => deps.yardstick.prepare(batches, FULL_BATCH);
  const step = (name: string, copy: CopyYardstick['copyPayments']): Step => ({
    name,
    measure: () => {
      const rows = prepare();
      return sampled(deps, deps.schemas.yardstick, batches * FULL_BATCH, () => copy(rows));
    },
  });
  return [step(COPY_PAYMENTS, deps.yardstick.copyPayments), step(COPY_POSTINGS, deps.yardstick.copyPostings)];
}

async function sampled(
  deps: RoundDeps,
  schema: string,
  payments: number,
  work: () => Promise<number>,
): Promise<Sample> {
  await writeDirtyPages(deps.database);
  const bytesBefore = await journalBytes(deps.database, schema);
  const before = await readCpu(deps.backendPid);
  const seconds = await work();
  const after = await readCpu(deps.backendPid);
  const perThousandMs = (used: number): number => (used * 1_000_000) / payments;
  return {
    payments,
    perSecond: payments / seconds,
    bytes: ((await journalBytes(deps.database, schema)) - bytesBefore) / payments,
    nodeCpuMs: perThousandMs(after.node - before.node),
    postgresCpuMs:
      after.postgres === undefined || before.postgres === undefined
        ? null
        : perThousandMs(after.postgres - before.postgres),
  };
}
