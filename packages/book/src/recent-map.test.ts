import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createRecentMap } from './recent-map.ts';

const LIMIT = 4;
const step = fc.record({ key: fc.integer({ min: 0, max: 20 }), set: fc.boolean() });

it('keeps whatever was among the last uses of as many others as its limit, and never more than twice that', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
      const map = createRecentMap<number, number>(LIMIT);
      const lastSet = new Map<number, number>();
      /** Keys in order of use, the latest first. */
      let uses: number[] = [];
      for (const [value, { key, set }] of steps.entries()) {
        if (set) {
          map.set(key, value);
          lastSet.set(key, value);
        }
        const found = map.get(key);
        if (uses.slice(0, LIMIT).includes(key)) expect(found).toBe(lastSet.get(key));
        else if (found !== undefined) expect(found).toBe(lastSet.get(key));
        if (found !== undefined) uses = [key, ...uses.filter((used) => used !== key)];
        const held = [...map.entries()].map(([heldKey]) => heldKey);
        expect(new Set(held).size).toBe(held.length);
        expect(held.length).toBeLessThanOrEqual(2 * LIMIT);
      }
    }),
  );
});

it('keeps for at least as many rounds as it is told, and for less than twice as many', () => {
  const ROUNDS = 3;
  const round = fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(round, { maxLength: 40, size: 'max' }), (rounds) => {
      const map = createRecentMap<number, true>(Number.POSITIVE_INFINITY, ROUNDS);
      const usedIn = new Map<number, number>();
      for (const [number, keys] of rounds.entries()) {
        for (const key of keys) {
          map.set(key, true);
          usedIn.set(key, number);
        }
        map.endRound();
        const held = new Set([...map.entries()].map(([key]) => key));
        for (const [key, last] of usedIn) {
          if (number - last < ROUNDS) expect(held).toContain(key);
          if (number - last >= 2 * ROUNDS) expect(held).not.toContain(key);
        }
      }
    }),
  );
});

it('a generation that was full early lasts for all its rounds', () => {
  const map = createRecentMap<number, true>(2, 2);
  map.set(1, true);
  map.endRound();
  map.set(2, true);
  map.set(3, true);
  map.endRound();
  expect(map.has(1)).toBe(true);
});

it('forgets what was not used for long', () => {
  const map = createRecentMap<number, string>(2);
  for (const key of [1, 2, 3, 4, 5]) map.set(key, 'value');
  expect([1, 2, 3, 4, 5].filter((key) => map.has(key))).toEqual([3, 4, 5]);
});

it('keeps what is used again and again, and counts looking for it as a use', () => {
  const map = createRecentMap<number, string>(2);
  map.set(0, 'value');
  for (const key of [1, 2, 3, 4, 5, 6]) {
    map.set(key, 'value');
    expect(map.has(0)).toBe(true);
  }
});
