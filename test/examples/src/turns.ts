import type { Random } from '../../simulation/src/random.ts';

/**
 * Instead of lots turns: over some rounds each choice of a story comes out in each way, and the same ones in the same
 * rounds in every city. The first choice in a story is another one each round, the second every second round, and so on.
 * @param round counts from 0
 * @param story makes its numbers its own
 */
export function createTurns(round: number, story: number): Random {
  let pace = 1;
  let numbers = 0;

  function turn(count: number): number {
    const place = Math.floor(round / pace) % count;
    pace *= 2;
    return place;
  }

  function below(end: number): number {
    numbers += 1;
    return (round * SPREAD + story * STRIDE + numbers * STEP) % end;
  }

  return {
    next: () => below(SPREAD) / SPREAD,
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: () => turn(2) === 0,
    pick: (items) => {
      const item = items[(round + numbers++) % items.length];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}

/** Primes, so that numbers of different rounds, stories and places are different. */
const STRIDE = 7_368_787;
const SPREAD = 104_729;
const STEP = 1_299_709;
