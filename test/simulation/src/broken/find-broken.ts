import { simulateSeed } from '../simulate-seed.ts';
import { BROKEN } from './variants.ts';

/** A broken part must be found within so many seeds. */
export const MAX_SEEDS_A_VARIANT = 150;

export interface Found {
  readonly name: string;
  /** The first seed that finds it; undefined when none did. */
  readonly seed: number | undefined;
  readonly difference: string;
}

/** Puts each broken part in the place of the real one and looks for the first seed that notices. */
export async function findBroken(onFound: (found: Found) => void): Promise<Found[]> {
  const all: Found[] = [];
  for (const name of Object.keys(BROKEN)) {
    const found = await findOne(name);
    onFound(found);
    all.push(found);
  }
  return all;
}

export async function findOne(name: string): Promise<Found> {
  for (let seed = 1; seed <= MAX_SEEDS_A_VARIANT; seed += 1) {
    const parts = BROKEN[name]?.();
    if (parts === undefined) throw new Error(`there is no variant ${name}`);
    const { findings } = await simulateSeed(seed, { parts });
    if (findings[0] !== undefined) return { name, seed, difference: findings[0].text };
  }
  return { name, seed: undefined, difference: `not found in ${MAX_SEEDS_A_VARIANT} seeds` };
}
