import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareStatusAt, splitEvenly } from './money-request.ts';

test('what is left over goes to the first, a step each', () => {
  expect(splitEvenly(10_000n, 3, 'TWD')).toEqual([3_400n, 3_300n, 3_300n]);
  expect(splitEvenly(20_000n, 3, 'TWD')).toEqual([6_700n, 6_700n, 6_600n]);
  expect(splitEvenly(1_000n, 3, 'JPY')).toEqual([334n, 333n, 333n]);
});

test('a total that has no step for each, or part of a step, is not split', () => {
  expect(splitEvenly(200n, 3, 'TWD')).toBeUndefined();
  expect(splitEvenly(350n, 2, 'TWD')).toBeUndefined();
  expect(splitEvenly(300n, 3, 'TWD')).toEqual([100n, 100n, 100n]);
});

test('parts sum to the whole, differ by a step at most, and can all be paid', () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 10_000_000n), fc.integer({ min: 1, max: 21 }), (dollars, parts) => {
      const split = splitEvenly(dollars * 100n, parts, 'TWD');
      if (dollars < BigInt(parts)) return split === undefined;
      const sorted = [...(split ?? [])].sort((a, b) => Number(b - a));
      expect(split).toEqual(sorted);
      expect(sorted.reduce((sum, part) => sum + part, 0n)).toBe(dollars * 100n);
      expect((sorted.at(0) ?? 0n) - (sorted.at(-1) ?? 0n)).toBeLessThanOrEqual(100n);
      return sorted.every((part) => part > 0n && part % 100n === 0n);
    }),
  );
});

test('a share expires with its request, unless something was decided', () => {
  const expiresAt = new Date('2026-11-20T04:00:00Z');
  const before = new Date(expiresAt.getTime() - 1);
  expect(shareStatusAt({ decision: 'pending' }, { expiresAt }, before)).toBe('pending');
  expect(shareStatusAt({ decision: 'pending' }, { expiresAt }, expiresAt)).toBe('expired');
  for (const decision of ['paid', 'declined', 'cancelled'] as const)
    expect(shareStatusAt({ decision }, { expiresAt }, expiresAt)).toBe(decision);
});
