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
