import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOldestFirst, type OldestFirst } from './oldest-first.ts';

test('the oldest are forgotten, up to the first that is to stay', () => {
  const entries = createOldestFirst<number>();
  for (const [key, value] of [
    ['a', 1],
    ['b', 2],
    ['c', 9],
    ['d', 3],
  ] as const)
    entries.set(key, value);
  entries.forgetWhile((value) => value < 5);
  expect(['a', 'b', 'c', 'd'].map(entries.get)).toEqual([undefined, undefined, 9, 3]);
  expect(entries.size).toBe(2);
});

test('what is replaced stays where it was, and what was deleted and comes again is not lost', () => {
  const entries = createOldestFirst<number>();
  entries.set('a', 1);
  entries.set('b', 2);
  entries.set('a', 5);
  entries.forgetWhile((value) => value < 5);
  expect(['a', 'b'].map(entries.get)).toEqual([5, 2]);
  entries.delete('a');
  entries.set('a', 6);
  entries.forgetWhile((value) => value < 5);
  expect(['a', 'b'].map(entries.get)).toEqual([6, 2]);
  entries.forgetWhile(() => true);
  expect(entries.size).toBe(0);
});

type Step = { readonly does: 'set' | 'delete' | 'forget'; readonly n: number };

/** Does the same to both: sets or deletes fifty keys from `n` on, or forgets what is older than `n` steps. */
function doBoth(entries: OldestFirst<number>, map: Map<string, number>, steps: readonly Step[]): void {
  let time = 0;
  for (const { does, n } of steps) {
    time += 1;
    const keys = Array.from({ length: 50 }, (_, at) => String(n + at));
    if (does === 'forget') {
      entries.forgetWhile((setAt) => setAt < time - n);
      for (const [key, setAt] of map) if (setAt < time - n) map.delete(key);
    } else if (does === 'delete') {
      for (const key of keys) {
        entries.delete(key);
        map.delete(key);
      }
    } else {
      for (const key of keys.filter((one) => !map.has(one))) {
        entries.set(key, time);
        map.set(key, time);
      }
    }
  }
}

const stepsOf = (...kinds: Step['does'][]) =>
  fc.array(fc.record({ does: fc.constantFrom(...kinds), n: fc.nat(300) }), { minLength: 1, maxLength: 300 });

test('whatever comes and is forgotten, it holds what a Map holds', () => {
  fc.assert(
    fc.property(stepsOf('set', 'forget'), (steps) => {
      const entries = createOldestFirst<number>();
      const map = new Map<string, number>();
      doBoth(entries, map, steps);
      expect(entries.size).toBe(map.size);
      for (const [key, setAt] of map) expect(entries.get(key)).toBe(setAt);
    }),
  );
});

test('when some are deleted and come again, none is forgotten before its time', () => {
  fc.assert(
    fc.property(stepsOf('set', 'delete', 'forget'), (steps) => {
      const entries = createOldestFirst<number>();
      const map = new Map<string, number>();
      doBoth(entries, map, steps);
      for (const [key] of map) expect(entries.get(key)).toBeDefined();
    }),
  );
});
