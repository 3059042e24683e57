import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOldestFirst } from './oldest-first.ts';

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

test('whatever comes and goes, it holds what a Map would hold', () => {
  const step = fc.oneof(
    fc.record({ does: fc.constant('set' as const), n: fc.nat(3_000) }),
    fc.record({ does: fc.constant('delete' as const), n: fc.nat(3_000) }),
    fc.record({ does: fc.constant('forget' as const), n: fc.nat(3_000) }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), (steps) => {
      const entries = createOldestFirst<number>();
      const map = new Map<string, number>();
      let time = 0;
      for (const { does, n } of steps) {
        for (let at = n; at < n + 50; at += 1) {
          time += 1;
          const key = String(at);
          if (does === 'delete') {
            entries.delete(key);
            map.delete(key);
          } else if (does === 'set' && !map.has(key)) {
            entries.set(key, time);
            map.set(key, time);
          }
        }
        if (does !== 'forget') continue;
        // Everybody who is younger than somebody who stays is younger than the limit, too.
        const limit = time - n;
        entries.forgetWhile((setAt) => setAt < limit);
        const kept = [...map].filter(([, setAt]) => setAt >= limit);
        for (const [key, setAt] of kept) expect(entries.get(key)).toBe(setAt);
        const gone = [...map].filter(([, setAt]) => setAt < limit);
        // Only behind a key that was deleted and came again may something stay a little longer.
        for (const [key, setAt] of gone)
          if (entries.get(key) === undefined) map.delete(key);
          else expect(entries.get(key)).toBe(setAt);
      }
      expect(entries.size).toBe(map.size);
    }),
  );
});
