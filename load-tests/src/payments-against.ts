import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Machine, machineWith } from './machine.ts';
import type { BenchOptions } from './options.ts';
import { checkJournal } from './payments/check-journal.ts';
import { measureHalfRatePairs, measurePairs } from './payments/measure-pairs.ts';
import { type OpenRig, openRig } from './payments/open-rig.ts';
import { halfRateOf, type PairFigures, pairFigures } from './payments/pair-figures.ts';
import { type PairsPlan, QUICK_PAIRS, WHOLE_PAIRS } from './payments/plan.ts';
import { ROOT_FOLDER } from './root-folder.ts';

export interface AgainstResult extends PairFigures {
  readonly benchmark: 'payments-against';
  readonly at: string;
  readonly quick: boolean;
  readonly machine: Machine;
  /** The other checkout. */
  readonly against: string;
  readonly settings: PairsPlan;
}

/**
 * Lets the city of this checkout and that of another one, which was built, pay in turns. Each has a database of its own and
 * its own migrations; both run with the flags that this checkout gives to Node.
 * @throws Error when the other one was not built
 */
export async function benchPaymentsAgainst(folder: string, options: BenchOptions): Promise<AgainstResult> {
  const plan = options.quick ? QUICK_PAIRS : WHOLE_PAIRS;
  const against = resolve(folder);
  if (!existsSync(join(against, 'services/transactions/dist/main.js')))
    throw new Error(`${against} is no checkout that was built: npm start in it does so`);
  const open = (root: string) => openRig({ root, serverUrl: options.databaseUrl, ...plan });
  const rigs: OpenRig[] = [];
  try {
    const here = await open(ROOT_FOLDER);
    rigs.push(here);
    const there = await open(against);
    rigs.push(there);
    const pairs = await measurePairs({ here, there }, plan);
    const halfRates = await measureHalfRatePairs({ here, there }, plan, halfRateOf(pairs));
    for (const rig of rigs) await checkJournal(rig.databaseUrl, rig.journal, rig.till.accepted());
    return {
      benchmark: 'payments-against',
      at: new Date().toISOString(),
      quick: options.quick,
      machine: machineWith(here.journal.version),
      against,
      settings: plan,
      ...pairFigures(pairs, halfRates),
    };
  } finally {
    for (const rig of rigs) await rig.close();
  }
}
