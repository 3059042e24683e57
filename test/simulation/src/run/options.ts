import { parseArgs } from 'node:util';

export interface SimulateOptions {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly json: boolean;
  /** Prints every event of one seed. */
  readonly trace: boolean;
  /** Tries the simulation itself: parts that are broken on purpose must be found. */
  readonly broken: boolean;
}

export const USAGE = `npm run simulate                        1,000 seeds of the ledger under faults, judged by a model
npm run simulate -- --seeds 20000       as many as that
npm run simulate -- --seed 7            one seed, the same in every run; with --seeds N, N seeds from there
npm run simulate -- --seed 7 --trace    every event of it
npm run simulate -- --broken            shows that parts broken on purpose are found
  --json                                one JSON object on stdout and nothing else
`;

const DEFAULT_SEEDS = 1_000;
const MAX_SEEDS = 10_000_000;

/** Reads the words behind `npm run simulate --`; undefined when they make no sense. */
export function parseOptions(words: readonly string[]): SimulateOptions | undefined {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
        trace: { type: 'boolean', default: false },
        broken: { type: 'boolean', default: false },
      },
    });
    const { json, trace, broken } = values;
    const seeds = numberOf(values.seeds ?? String(values.seed === undefined ? DEFAULT_SEEDS : 1));
    const firstSeed = numberOf(values.seed ?? '1');
    return seeds === undefined || firstSeed === undefined
      ? undefined
      : { seeds, firstSeed, json, trace, broken };
  } catch {
    // An option that does not exist; the usage says which do.
    return undefined;
  }
}

function numberOf(text: string): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number >= 1 && number <= MAX_SEEDS ? number : undefined;
}
